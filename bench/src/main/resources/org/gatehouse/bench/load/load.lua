-- The load of one round, for wrk. The table `plan` stands before this text: method, path, headers, body, the file with
-- the lines, the number of threads, what each answer gives to the next request of its connection, if anything, and the
-- milliseconds before each request.

local threads = {}
local requests = {}
local statuses = {}
local fields = {}
local following = plan.follow ~= nil
local at = 0

-- Global, as setup() and done() reach them from a state of their own.
number = 0
seen = ""
later = 0

function setup(thread)
  thread:set("number", #threads)
  threads[#threads + 1] = thread
end

local function fill(text, with)
  return (text:gsub("{(%d)}", function(n) return with[tonumber(n)] end))
end

local function format(with)
  local headers = {}
  for name, value in pairs(plan.headers) do
    headers[name] = fill(value, with)
  end
  return wrk.format(plan.method, fill(plan.path, with), headers, plan.body and fill(plan.body, with))
end

local function split(line)
  local columns = {}
  for column in (line .. "\t"):gmatch("([^\t]*)\t") do
    columns[#columns + 1] = column
  end
  return columns
end

function init(arguments)
  local all = {}
  for line in io.lines(plan.lines) do
    all[#all + 1] = line
  end
  -- Each thread has lines of its own, if there are enough.
  local first, step = number % #all + 1, #all >= plan.threads and plan.threads or 1
  for i = first, #all, step do
    fields = split(all[i])
    requests[#requests + 1] = format(fields)
    if following then
      break
    end
  end
end

if plan.pause > 0 then
  function delay()
    return plan.pause
  end
end

function request()
  if following then
    return requests[1]
  end
  at = at % #requests + 1
  return requests[at]
end

function response(status, headers, body)
  local name = statuses[status]
  if not name then
    name = "s" .. status
    statuses[status] = name
    seen = seen .. " " .. status
    _G[name] = 0
  end
  _G[name] = _G[name] + 1
  if status == 503 and headers["Retry-After"] then
    later = later + 1
  end
  if following then
    local found = body:match(plan.follow)
    if found then
      fields[1] = found
      requests[1] = format(fields)
    end
  end
end

local function say(name, value)
  io.write("bench ", name, " ", value, "\n")
end

function done(summary, latency)
  local counts = {}
  local retry = 0
  for _, thread in ipairs(threads) do
    retry = retry + thread:get("later")
    for status in thread:get("seen"):gmatch("%d+") do
      counts[status] = (counts[status] or 0) + thread:get("s" .. status)
    end
  end
  for status, count in pairs(counts) do
    say("status." .. status, count)
  end
  local errors = summary.errors
  say("micros", summary.duration)
  say("retry", retry)
  say("errors", errors.connect + errors.read + errors.write + errors.timeout)
  say("p50", latency:percentile(50))
  say("p99", latency:percentile(99))
end
