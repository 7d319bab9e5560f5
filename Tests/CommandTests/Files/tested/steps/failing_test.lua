-- Tests that fail, each in its own way.
local mark = step "mark.lua"

return {
  a_comparison = function() assert(#document("x"):blocks() == 2, "two blocks") end,
  b_condition = function()
    local doc = document "x"
    assert(
      doc.title  -- none
    )
  end,
  c_tables = function() equal({ a = { "x", "y" } }, { a = { "x", "z" } }, "the table") end,
  d_expectation = function() expect({ 1, 2 }).contains(3) end,
  e_step = function() mark(document "bang") end,
  f_parameter = function() mark(document "x", { marc = "?" }) end,
  g_no_failure = function() fails(function() end) end,
  h_no_step = function() step "none.lua" end,
  i_outside = function() document { path = "../../in/good.txt" } end,
  j_endless = function() while true do end end,
  k_caught = function() pcall(function() while true do end end) end,
  l_field = function() document { titel = "x" } end,
  m_long = function() equal(("é"):rep(400) .. "a", ("é"):rep(400) .. "b") end,
  n_helper = function()
    local function helper(value) equal(value, 1) end
    helper(2)
  end,
  o_message = function() assert(false, "no comparison") end,
  p_name = function() expect(1).equal(1) end,
}
