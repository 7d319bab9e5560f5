import Testing

struct OrderTests {
  @Test func pairsVisitsKeysInTheStatedOrder() throws {
    #expect(
      try Scripts.value(
        """
        local t = { "a", "b", "c", z = 1, aa = 1, [2.5] = 1, [-3] = 1, [100] = 1, [true] = 1, [false] = 1, ["ب"] = 1 }
        local first, second = {}, {}
        t[second] = 1 t[first] = 1
        local names = { [first] = "first", [second] = "second" }
        local seen = {}
        for key in pairs(t) do seen[#seen + 1] = names[key] or tostring(key) end
        local again = {}
        for key in next, t do again[#again + 1] = names[key] or tostring(key) end
        assert(table.concat(seen, " ") == table.concat(again, " "))
        return table.concat(seen, " ")
        """) == #""1 2 3 -3 2.5 100 aa z ب false true first second""#)
  }

  @Test func keysMayBeTakenAwayWhilePairsGoesOver() throws {
    #expect(
      try Scripts.value(
        """
        local t, seen = {}, 0
        for i = 1, 1000 do t["k" .. i] = i t[i] = i end
        for key in pairs(t) do seen = seen + 1 t[key] = nil end
        return { seen, next(t) == nil }
        """) == "[2000,true]")
  }

  @Test func pairsHonoursItsMetamethod() throws {
    #expect(
      try Scripts.value(
        """
        local t = setmetatable({}, { __pairs = function() return function(_, k) if not k then return 1, 2 end end end })
        for k, v in pairs(t) do return { k, v } end
        """) == "[1,2]")
  }

  @Test func nextWalksAnyTable() throws {
    #expect(
      try Scripts.value(
        """
        local function count(t) local n, k = 0, nil repeat k = next(t, k) if k ~= nil then n = n + 1 end until k == nil return n end
        local big = {} for i = 1, 500 do big["x" .. i] = true end
        return { count({}), count({1, 2}), count({a = 1}), count({1, nil, 3, a = 1}), count(big), pcall(next, {}, "none") }
        """) == #"[0,2,1,3,500,false,"the key that 'next' was given is not in the table"]"#)
  }

  @Test func sortIsStableAndBearsAnyComparison() throws {
    #expect(
      try Scripts.value(
        """
        local list = {}
        for i = 1, 1000 do list[i] = { key = i % 7, at = i } end
        table.sort(list, function(a, b) return a.key < b.key end)
        for i = 2, #list do
          assert(list[i - 1].key < list[i].key or list[i - 1].key == list[i].key and list[i - 1].at < list[i].at)
        end
        table.sort(list, function() return true end)
        table.sort(list, function() return false end)
        table.sort(list, function() return math.random() < 0.5 end)
        local words = { "b", "a", "B", "é" }
        table.sort(words)
        return { #list, table.concat(words) }
        """) == #"[1000,"Babé"]"#)
    #expect(Scripts.failure("table.sort({1, 'x'})") == "attempt to compare string with number")
  }

  @Test func theTableLibraryDoesWhatLuasDoes() throws {
    #expect(
      try Scripts.value(
        """
        local t = { 1, 2, 3 }
        table.insert(t, 4) table.insert(t, 1, 0)
        local last, first = table.remove(t), table.remove(t, 1)
        local moved = table.move({ 1, 2, 3 }, 2, 3, 1)
        local up = table.move({ 1, 2, 3 }, 1, 3, 2)
        local packed = table.pack(1, nil, 3)
        assert(not pcall(table.insert, t, 9, 1) and not pcall(table.insert, t) and not pcall(table.remove, t, 9))
        assert(table.remove({}) == nil and table.concat({}) == "" and table.concat({ 1, 2 }, ", ") == "1, 2")
        assert(table.concat({ 1, 2, 3 }, "-", 2, 3) == "2-3" and not pcall(table.concat, { {} }))
        return { t, last, first, moved, up, packed.n, { table.unpack({ 1, 2, 3 }, 2) } }
        """) == "[[1,2,3],4,0,[2,3,3],[1,1,2,3],3,[2,3]]")
  }
}
