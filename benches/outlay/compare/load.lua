-- Asks the organizations of BENCH_SITES for one page, or posts one form to them: each in turn, or as often as Zipf's law
-- has it (the k-th 1/k times as often as the first).
local sites = dofile(os.getenv("BENCH_SITES"))
local count = tonumber(os.getenv("BENCH_ORGANIZATIONS"))
local port = os.getenv("BENCH_PORT")
local path = os.getenv("BENCH_PATH")
local form = os.getenv("BENCH_FORM")
local salt = tonumber(os.getenv("BENCH_SALT"))
local zipf = os.getenv("BENCH_TRAFFIC") == "zipf"
local requests, hosts, order, at, sent = {}, {}, {}, 0, 0

local function draw(cumulated)
  local wanted, low, high = math.random() * cumulated[count], 1, count
  while low < high do
    local middle = math.floor((low + high) / 2)
    if cumulated[middle] < wanted then low = middle + 1 else high = middle end
  end
  return low
end

function init()
  for i = 1, count do
    local host = sites[i][1] .. ":" .. port
    local headers = { ["Host"] = host, ["Cookie"] = sites[i][2], ["Accept"] = "text/html", ["Accept-Language"] = "en" }
    if form then
      headers["Content-Type"] = "application/x-www-form-urlencoded"
      headers["Origin"] = "http://" .. host
      headers["Sec-Fetch-Site"] = "same-origin"
      hosts[i] = headers
    else
      requests[i] = wrk.format("GET", path, headers)
    end
  end
  if not zipf then
    for i = 1, count do order[i] = i end
    return
  end
  local cumulated, sum = {}, 0
  for i = 1, count do
    sum = sum + 1 / i
    cumulated[i] = sum
  end
  math.randomseed(1)
  for i = 1, 50000 do order[i] = draw(cumulated) end
end

function request()
  at = at % #order + 1
  local which = order[at]
  if not form then return requests[which] end
  sent = sent + 1
  local token = string.format("%08x-0000-4000-8000-%012x", salt, sent)
  return wrk.format("POST", path, hosts[which], form .. "&form_token=" .. token)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"us":%d,"p50_ms":%.3f,"p95_ms":%.3f,"p99_ms":%.3f,"bytes":%d,"bad":%d}\n',
    summary.requests, summary.duration, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency:percentile(99) / 1000, summary.bytes,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
