-- Asks Gatehouse who somebody is, and tells the application. Nothing of the request's body is sent.
local gatehouse = 'http://127.0.0.1:8080'
local host = 'localhost:8080'
local told = { 'remote-user', 'remote-name', 'remote-email', 'remote-groups' }
local passed = { 'cookie', 'accept', 'user-agent', 'sec-fetch-mode', 'x-requested-with', 'x-forwarded-for' }

core.register_action('forward_auth', { 'http-req' }, function(txn)
  local sent = txn.http:req_get_headers()
  local headers = { host = { host } }
  for _, name in ipairs(passed) do
    if sent[name] then
      headers[name] = {}
      for i = 0, #sent[name] do headers[name][i + 1] = sent[name][i] end
    end
  end
  if sent['host'] then headers['x-forwarded-host'] = { sent['host'][0] } end
  headers['x-forwarded-uri'] = { txn.f:pathq() }

  -- What the browser has made up goes no further, however it is written: CGI takes an underscore for a hyphen.
  for name in pairs(sent) do
    for _, ours in ipairs(told) do
      if name:gsub('_', '-') == ours then txn.http:req_del_header(name) end
    end
  end

  local answer = core.httpclient():get{
    url = gatehouse .. '/forward-auth/' .. txn:get_var('txn.client') .. '/login',
    headers = headers,
    timeout = 5000
  }
  if not answer then return end
  txn:set_var('txn.status', answer.status)
  if answer.status == 200 then
    for _, name in ipairs(told) do
      if answer.headers[name] then txn.http:req_add_header(name, answer.headers[name][0]) end
    end
  elseif answer.status == 303 then
    txn:set_var('txn.location', answer.headers['location'][0])
    if answer.headers['set-cookie'] then txn:set_var('txn.cookie', answer.headers['set-cookie'][0]) end
  end
end, 0)
