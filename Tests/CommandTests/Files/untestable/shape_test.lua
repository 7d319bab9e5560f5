return { first = function() end, second = 2 }
