/// What tests can call, as Lua: loaded into a state before the statements of a test.
enum LuaTestPrelude {
  /// The name of these chunks in messages and traces, which leave them out.
  static let name = "(tests)"
  /// What the host calls; no name that a script would use.
  static let hidden = "_G['(tests)']"

  /// `equal`, `expect`, `fails`, and what stands in place of `assert`: for `expect:` in workflow files as well.
  static let asserting = #"""
    local longest = 300

    --- A value as a message shows it.
    local function words(value)
      if value == nil then return "nil" end
      local made, text = pcall(json.encode, value)
      if not made or type(value) == "function" then text = tostring(value) end
      if #text <= longest then return text end
      local cut = longest
      while cut > 0 and text:byte(cut + 1) & 0xC0 == 0x80 do cut = cut - 1 end
      return text:sub(1, cut) .. "…"
    end

    --- Where two values differ first: a path and both sides there; nothing where they are equal.
    local function difference(a, b, path, depth)
      if a == b or a ~= a and b ~= b then return nil end
      if type(a) ~= "table" or type(b) ~= "table" or depth > 60 then return path, a, b end
      local function below(key)
        local inner = type(key) == "string" and key:find("^[%a_][%w_]*$") and "." .. key or "[" .. words(key) .. "]"
        return difference(a[key], b[key], path .. inner, depth + 1)
      end
      for key in pairs(a) do
        local where, x, y = below(key)
        if where then return where, x, y end
      end
      for key in pairs(b) do
        if a[key] == nil then return below(key) end
      end
    end

    --- Long texts from a little before the first byte in which they differ.
    local function apart(a, b)
      if type(a) ~= "string" or type(b) ~= "string" or #a + #b < 2 * longest then return words(a), words(b), "" end
      local at = 1
      while a:byte(at) == b:byte(at) do at = at + 1 end
      local from = math.max(1, at - 60)
      while from > 1 and (a:byte(from) or 0) & 0xC0 == 0x80 do from = from - 1 end
      local function part(text) return (from > 1 and "… " or "") .. words(text:sub(from)) end
      return part(a), part(b), (" (they differ from byte %d)"):format(at)
    end

    local function fail(message, level)
      error(message, level + 1)
    end

    local function before(message)
      return message == nil and "" or tostring(message) .. ": "
    end

    local function hold_equal(made, expected, message, level)
      local where, a, b = difference(made, expected, "", 0)
      if where == nil then return end
      local first, second, remark = apart(a, b)
      local what = where == "" and "it" or (where:gsub("^%.", ""))
      fail(before(message) .. what .. " is " .. first .. ", expected " .. second .. remark, level + 1)
    end

    --- Tables are equal when they hold equal things.
    function equal(made, expected, message)
      hold_equal(made, expected, message, 2)
    end

    --- What is wrong with a call: it must raise an error, whose message has the part.
    function fails(action, part)
      local ended, message = pcall(action)
      if ended then fail("it was to fail, and did not", 2) end
      message = type(message) == "table" and message.message or message
      message = tostring(message):gsub("^%(tests%):%d+: ", ""):gsub("^%S*_test%.lua:%d+: ", "")
      if part ~= nil and not message:find(part, 1, true) then
        fail("it fails with " .. words(message) .. ", expected a message with " .. words(part), 2)
      end
      return message
    end

    local checks = {
      equals = function(value, expected) hold_equal(value, expected, nil, 3) end,
      differs = function(value, other)
        if difference(value, other, "", 0) ~= nil then return end
        fail("it is " .. words(value) .. ", expected another value", 3)
      end,
      exists = function(value) if not value then fail("it is " .. words(value) .. ", expected a value", 3) end end,
      is_nil = function(value) if value ~= nil then fail("it is " .. words(value) .. ", expected nil", 3) end end,
      contains = function(value, part)
        if type(value) == "string" then
          if value:find(part, 1, true) then return end
        else
          for _, item in ipairs(type(value) == "table" and value or {}) do
            if difference(item, part, "", 0) == nil then return end
          end
        end
        fail("it is " .. words(value) .. ", expected to find " .. words(part), 3)
      end,
      matches = function(value, pattern)
        if type(value) == "string" and value:find(pattern) then return end
        fail("it is " .. words(value) .. ", expected a match of " .. words(pattern), 3)
      end,
      at_least = function(value, bound)
        if type(value) == "number" and value >= bound then return end
        fail("it is " .. words(value) .. ", expected at least " .. words(bound), 3)
      end,
      at_most = function(value, bound)
        if type(value) == "number" and value <= bound then return end
        fail("it is " .. words(value) .. ", expected at most " .. words(bound), 3)
      end,
    }

    --- `expect(a).equals(b)`, with a dot or a colon.
    function expect(value)
      local checked = {}
      for name, check in pairs(checks) do
        checked[name] = function(first, second)
          if rawequal(first, checked) then first = second end
          check(value, first)
          return checked
        end
      end
      return setmetatable(checked, { __index = function(_, name)
        local names = {}
        for known in pairs(checks) do names[#names + 1] = known end
        fail("expect has no '" .. tostring(name) .. "': there are " .. table.concat(names, ", "), 2)
      end })
    end

    local operations = {
      ["=="] = function(a, b) return a == b end, ["~="] = function(a, b) return a ~= b end,
      ["<"] = function(a, b) return a < b end, ["<="] = function(a, b) return a <= b end,
      [">"] = function(a, b) return a > b end, [">="] = function(a, b) return a >= b end,
    }

    local function complain(source, reason, message)
      if message ~= nil and type(message) ~= "string" then error(message, 0) end
      fail(before(message) .. "'" .. source .. "' does not hold: " .. reason, 3)
    end

    --- `assert(a == b, message)` is compiled as a call of this, so that it can show both sides.
    local function compared(source, operation, a, b, ...)
      local holds = operations[operation](a, b)
      if holds then return holds, ... end
      local first, second, remark = apart(a, b)
      complain(source, "it compares " .. first .. " with " .. second .. remark, (...))
    end

    --- The same for every other condition.
    local function asserted(source, ...)
      if (...) then return ... end
      complain(source, "it is " .. words((...)), (select(2, ...)))
    end

    _G["(tests)"] = { words = words, compared = compared, asserted = asserted }
    """#

  /// `test`, `step` and `document`: for `*_test.lua`.
  static let steps = #"""
    local hidden, bench = _G["(tests)"], _G["(bench)"]
    _G["(bench)"] = nil
    local words = hidden.words
    local order, bodies = {}, {}

    --- - level: of `error`, seen from here; 0 where no line of the test file is to blame.
    local function add(name, body, level)
      if type(name) ~= "string" or name == "" then error("a test has a name, which is text", level) end
      if type(body) ~= "function" then
        error("the test " .. words(name) .. " is a " .. type(body) .. ", not a function", level)
      end
      if bodies[name] then error("there are two tests " .. words(name), level) end
      order[#order + 1], bodies[name] = name, body
    end

    --- Calls the bench; its errors stand at a line of the test: level 1 where this is a tail call of what the test called.
    local function call(level, action, ...)
      local results = table.pack(pcall(action, ...))
      if results[1] then return table.unpack(results, 2, results.n) end
      local message = results[2]
      if type(message) == "string" then message = message:gsub("^%(tests%):%d+: ", "") end
      error(message, level + 1)
    end

    function test(name, body)
      add(name, body, 3)
    end

    --- A step, by the path of its Lua file or the identifier of a processor; called with a document and settings.
    function step(name)
      local number = call(2, bench.step, name)
      return function(documents, with)
        return call(1, bench.run, number, documents, with)
      end
    end

    local ours = { text = true, path = true, blocks = true, title = true, language = true }

    --- A document of a text, or of a table: text, blocks or path, title, language, and other fields of documents.
    function document(source)
      local made = table.pack(call(2, bench.document, source))
      if type(source) == "table" then
        for _, doc in ipairs(made) do
          for key, value in pairs(source) do
            if not ours[key] then call(2, function() doc[key] = value end) end
          end
        end
      end
      return table.unpack(made, 1, made.n)
    end

    function hidden.load(file)
      local returned = file()
      if returned == nil then return end
      if type(returned) ~= "table" then
        error("a test file returns a table of functions by name, not a " .. type(returned), 0)
      end
      for name, body in pairs(returned) do add(name, body, 0) end
    end

    function hidden.names() return order end

    function hidden.run(name)
      local body = bodies[name]
      if body == nil then error("the test " .. words(name) .. " is not there any more", 0) end
      body()
    end
    """#
}
