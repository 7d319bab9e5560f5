-- Times of documents on the reader's clock.

local times = {}

--- Date and time of day of an instant, so many hours ahead of UTC: "2025-01-21" and "15:30".
function times.on_clock(instant, hours)
  local hour = tonumber(instant:sub(12, 13)) + hours
  local day = instant
  if hour < 0 then day, hour = date.add(instant, -1), hour + 24 end
  if hour >= 24 then day, hour = date.add(instant, 1), hour - 24 end
  return day:sub(1, 10), string.format("%02d:%s", hour, instant:sub(15, 16))
end

local names = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" }
local months = {
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
}

--- "Tuesday, 21 January 2025" of "2025-01-21".
function times.day_in_words(day)
  local weekday = names[date.weekday(day .. "T00:00:00Z")]
  return string.format("%s, %d %s %s", weekday, tonumber(day:sub(9, 10)), months[tonumber(day:sub(6, 7))], day:sub(1, 4))
end

--- "UTC", "UTC+3".
function times.zone(hours) return hours == 0 and "UTC" or string.format("UTC%+d", hours) end

return times
