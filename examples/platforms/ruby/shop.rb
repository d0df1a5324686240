# frozen_string_literal: true

# SPDX-License-Identifier: MIT
#
# A complete small shop on the Ruby client: paid orders, their thank-you page, and the webhooks. A real shop replaces the
# tables by its own and CHARGE by its payment provider; everything else stays as it is.
#
#   ruby shop.rb PORT DATABASE        (packages ruby-webrick and ruby-sqlite3, or the gems of these names)
#
# Environment: ENCORE_URL, ENCORE_SECRET, ENCORE_WEBHOOK_SECRET.

require 'sqlite3'
require 'time'
require 'webrick'
require_relative 'encore'

PORT = Integer(ARGV.fetch(0))
PATH = ARGV.fetch(1)
CLIENT = Encore::Client.new(
  url: ENV.fetch('ENCORE_URL'), secret: ENV.fetch('ENCORE_SECRET'), webhook_secret: ENV.fetch('ENCORE_WEBHOOK_SECRET')
)

TABLES = <<~SQL
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS webhook_answers (id TEXT PRIMARY KEY, answer TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY, buyer TEXT NOT NULL, placed_at TEXT NOT NULL, total INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS order_lines (
    purchase_id TEXT PRIMARY KEY, order_id TEXT NOT NULL, title TEXT NOT NULL, amount INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS charges (
    key TEXT PRIMARY KEY, id TEXT NOT NULL, order_id TEXT NOT NULL, amount INTEGER NOT NULL,
    refunded INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS cancelled_keys (key TEXT PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS stock (variant_id TEXT PRIMARY KEY, pieces INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS holds (hold TEXT PRIMARY KEY, items TEXT NOT NULL, returned INTEGER NOT NULL DEFAULT 0);
  INSERT INTO stock VALUES ('mem-64', 50) ON CONFLICT DO NOTHING;
SQL

def open_database
  SQLite3::Database.new(PATH).tap { |database| database.busy_timeout = 10_000 }
end

def order_row(database, id)
  database.get_first_row('SELECT id, buyer, placed_at, total FROM orders WHERE id = ?', [id])
end

def buyer?(database, order_id, cookie)
  row = order_row(database, order_id)
  !row.nil? && cookie.to_s.split('; ').include?("buyer=#{row[1]}")
end

# The order and its offers, with costs: for `encore serve` only, never for a page.
def private_sheet(database, order_id)
  id, _, placed_at, total = order_row(database, order_id)
  return nil if id.nil?

  pieces = database.get_first_value("SELECT pieces FROM stock WHERE variant_id = 'mem-64'")
  {
    version: 1, id: "sheet-#{id}", issued_at: Time.now.utc.iso8601, locale: 'en-IE', currency: 'EUR',
    surface: 'thank_you',
    order: {
      id: id, placed_at: placed_at, status: 'paid', subtotal: 64_900, total: total, tax_included: true,
      billing_country: 'IE',
      lines: [{ id: 'l1', product_id: 'camera', title: 'Camera', quantity: 1, unit_price: 64_900 }],
      payment: { kind: 'card', one_click: true, label: 'Visa ending in 42' },
      fulfilment: { hold_until: (Time.parse(placed_at) + 7200).utc.iso8601 }
    },
    policy: { id: 'ruby-shop-1', undo_seconds: 600, min_relevance: 'none' },
    candidates: [{
      id: 'memory-card', kind: 'cross_sell', pairs_with: ['camera'],
      product: {
        id: 'memory-card', title: 'Memory card 64 GB',
        variants: [{ id: 'mem-64', price: 1900, unit_cost: 700, stock: pieces }]
      },
      accept: { mode: 'one_click' }
    }],
    endpoints: %w[accept status undo quote next time events].to_h { |name| [name, "/encore/#{name}"] }
  }
end

# One lambda for each webhook: data in, the port's answer out.

ORDER = lambda do |db, data|
  id, _, _, total = order_row(db, data['order_id'])
  next nil if id.nil?

  {
    id: id, currency: 'EUR', total: total, released: false, one_click: true, hold_until_ms: nil,
    lines: [{ id: 'l1', product_id: 'camera', variant_id: nil, quantity: 1, paid: 64_900, fulfilled_quantity: 0 }]
  }
end

# Charges the saved card. A real provider is called with data['key'] as its idempotency key.
CHARGE = lambda do |db, data|
  key = data['key']
  if db.get_first_value('SELECT 1 FROM cancelled_keys WHERE key = ?', [key])
    next { 'outcome' => 'declined', 'code' => 'cancelled' }
  end

  db.execute('INSERT INTO charges (key, id, order_id, amount) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
             [key, "ch_#{key}", data['order_id'], data['amount']])
  { 'outcome' => 'approved', 'charge_id' => "ch_#{key}" }
end

LOOKUP = lambda do |db, data|
  id = db.get_first_value('SELECT id FROM charges WHERE key = ?', [data['key']])
  id ? { outcome: 'approved', charge_id: id } : { outcome: 'none' }
end

CANCEL = lambda do |db, data|
  id = db.get_first_value('SELECT id FROM charges WHERE key = ?', [data['key']])
  next { 'outcome' => 'approved', 'charge_id' => id } if id

  db.execute('INSERT INTO cancelled_keys VALUES (?) ON CONFLICT DO NOTHING', [data['key']])
  { 'outcome' => 'cancelled' }
end

REFUND = lambda do |db, data|
  db.execute('UPDATE charges SET refunded = ? WHERE id = ?', [data['amount'], data['charge_id']])
  true
end

ADD_LINE = lambda do |db, data|
  purchase, order = data.values_at('purchase_id', 'order_id')
  removed = db.get_first_value('SELECT removed FROM order_lines WHERE purchase_id = ?', [purchase])
  next { 'refused' => 'removed' } if removed == 1

  if removed.nil?
    amount = data['line']['quote']['total']
    db.execute('INSERT INTO order_lines (purchase_id, order_id, title, amount) VALUES (?, ?, ?, ?)',
               [purchase, order, data['line']['title'], amount])
    db.execute('UPDATE orders SET total = total + ? WHERE id = ?', [amount, order])
  end
  { 'line_id' => "line-#{purchase[0, 8]}", 'order_total' => order_row(db, order)[3] }
end

REMOVE_LINE = lambda do |db, data|
  purchase, order = data.values_at('purchase_id', 'order_id')
  amount, removed = db.get_first_row('SELECT amount, removed FROM order_lines WHERE purchase_id = ?', [purchase])
  if amount.nil?
    # Recorded as removed, so that a process that lags behind cannot add it any more.
    db.execute("INSERT INTO order_lines VALUES (?, ?, '', 0, 1)", [purchase, order])
  elsif removed.zero?
    db.execute('UPDATE order_lines SET removed = 1 WHERE purchase_id = ?', [purchase])
    db.execute('UPDATE orders SET total = total - ? WHERE id = ?', [amount, order])
  end
  { 'order_total' => order_row(db, order)[3] }
end

TAKE = lambda do |db, data|
  returned = db.get_first_value('SELECT returned FROM holds WHERE hold = ?', [data['hold']])
  next returned.zero? unless returned.nil?

  short = data['items'].find_index do |item|
    quantity = item['quantity']
    db.execute('UPDATE stock SET pieces = pieces - ? WHERE variant_id = ? AND pieces >= ?',
               [quantity, item['variant_id'], quantity])
    db.changes.zero?
  end
  if short
    # All or none: what this call took before is put back, and the refusal is recorded.
    data['items'].first(short).each do |item|
      db.execute('UPDATE stock SET pieces = pieces + ? WHERE variant_id = ?', [item['quantity'], item['variant_id']])
    end
    next false
  end
  db.execute('INSERT INTO holds (hold, items) VALUES (?, ?)', [data['hold'], JSON.generate(data['items'])])
  true
end

GIVE_BACK = lambda do |db, data|
  items, returned = db.get_first_row('SELECT items, returned FROM holds WHERE hold = ?', [data['hold']])
  if items.nil?
    db.execute("INSERT INTO holds VALUES (?, '[]', 1)", [data['hold']])
  elsif returned.zero?
    JSON.parse(items).each do |item|
      db.execute('UPDATE stock SET pieces = pieces + ? WHERE variant_id = ?', [item['quantity'], item['variant_id']])
    end
    db.execute('UPDATE holds SET returned = 1 WHERE hold = ?', [data['hold']])
  end
  nil
end

HANDLERS = {
  'owns' => ->(db, data) { buyer?(db, data['order_id'], data['headers']['cookie']) },
  'order' => ORDER, 'charge' => CHARGE, 'lookup' => LOOKUP, 'cancel' => CANCEL, 'refund' => REFUND,
  'add_line' => ADD_LINE, 'remove_line' => REMOVE_LINE, 'take' => TAKE, 'give_back' => GIVE_BACK,
  'live' => ->(_db, _data) {}, 'sheet' => ->(db, data) { private_sheet(db, data['order_id']) }
}.freeze

# WEBrick gives bytes, which SQLite would store as such and not find among texts.
def text(bytes)
  bytes.dup.force_encoding(Encoding::UTF_8)
end

def reply(response, status, body, type = 'application/json')
  response.status = status
  response['Content-Type'] = type
  response.body = body
end

def answer_webhook(request, response)
  headers = request.header.transform_values { |values| text(values.first) }
  body = request.body.to_s
  return reply(response, 401, '{"error":"not a webhook of ours"}') unless CLIENT.verify(headers, body)

  message = JSON.parse(body)
  return reply(response, 404, '{"error":"unknown type"}') unless HANDLERS.key?(message['type'])

  database = open_database
  reply(response, 200, JSON.generate(Encore.answer_once(database, headers['webhook-id'], message, HANDLERS)))
ensure
  database&.close
end

# The shopper's routes under the shop's own origin; a real shop lets its web server do this.
def forward(request, response)
  uri = URI(ENV.fetch('ENCORE_URL') + request.unparsed_uri)
  kept = request.header.transform_values(&:first).except('host', 'connection', 'content-length')
  outgoing = request.request_method == 'POST' ? Net::HTTP::Post.new(uri, kept) : Net::HTTP::Get.new(uri, kept)
  outgoing.body = request.body.to_s if request.request_method == 'POST'
  answer = Net::HTTP.start(uri.host, uri.port, read_timeout: 30) { |http| http.request(outgoing) }
  reply(response, Integer(answer.code), answer.body.to_s, answer['Content-Type'] || 'application/json')
rescue SystemCallError, Timeout::Error, EOFError
  reply(response, 503, '{"type":"unavailable"}', 'application/problem+json')
end

def thank_you_page(request, response, order_id)
  database = open_database
  sheet = private_sheet(database, order_id)
  return reply(response, 404, 'no such order', 'text/plain') if sheet.nil?

  begin
    present = buyer?(database, order_id, request['cookie'])
    offers = CLIENT.publish(sheet, buyer_present: present)['script']
  rescue Encore::SheetRefused, Encore::Unreachable => e
    warn "no offers for #{order_id}: #{e.message}"
    offers = ''
  end
  response['Cache-Control'] = 'private, no-store'
  page = "<!doctype html><title>Thank you</title><h1>Thank you</h1><encore-offers>#{offers}</encore-offers>"
  reply(response, 200, page, 'text/html; charset=utf-8')
ensure
  database&.close
end

setup = open_database
setup.execute_batch(TABLES)
(1..20).each do |number|
  setup.execute('INSERT INTO orders VALUES (?, ?, ?, 64900) ON CONFLICT DO NOTHING',
                ["o#{number}", "secret-of-o#{number}", Time.now.utc.iso8601])
end
setup.close

server = WEBrick::HTTPServer.new(
  BindAddress: '127.0.0.1', Port: PORT, AccessLog: [], Logger: WEBrick::Log.new($stderr, WEBrick::Log::WARN)
)
server.mount_proc('/') do |request, response|
  case request.path
  when '/encore-webhook' then answer_webhook(request, response)
  when %r{\A/encore/} then forward(request, response)
  when %r{\A/orders/(\w+)\z} then thank_you_page(request, response, text(Regexp.last_match(1)))
  else reply(response, 404, 'not found', 'text/plain')
  end
end
trap('TERM') { server.shutdown }
$stdout.sync = true
puts "listening on http://127.0.0.1:#{server.config[:Port]}"
server.start
