<?php
// SPDX-License-Identifier: MIT
//
// A complete small shop on the PHP client: paid orders, their thank-you page, and the webhooks. A real shop replaces the
// tables by its own and `charge` by its payment provider; everything else stays as it is.
//
//   SHOP_DATABASE=shop.sqlite PHP_CLI_SERVER_WORKERS=4 php -S 127.0.0.1:8900 shop.php
//
// Environment: ENCORE_URL, ENCORE_SECRET, ENCORE_WEBHOOK_SECRET.

declare(strict_types=1);

require __DIR__ . '/Encore.php';

use Encore\Client;

$database = new PDO('sqlite:' . getenv('SHOP_DATABASE'), options: [
    PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
    PDO::ATTR_TIMEOUT => 10,
    PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
]);
$database->exec('PRAGMA journal_mode = WAL');
$client = new Client(getenv('ENCORE_URL'), getenv('ENCORE_SECRET'), getenv('ENCORE_WEBHOOK_SECRET'));

function rowOf(PDO $database, string $sql, array $values): array|false
{
    $statement = $database->prepare($sql);
    $statement->execute($values);
    $row = $statement->fetch();
    $statement->closeCursor();
    return $row;
}

function change(PDO $database, string $sql, array $values): int
{
    $statement = $database->prepare($sql);
    $statement->execute($values);
    return $statement->rowCount();
}

function createTables(PDO $database): void
{
    $database->exec(<<<SQL
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
        CREATE TABLE IF NOT EXISTS holds (
          hold TEXT PRIMARY KEY, items TEXT NOT NULL, returned INTEGER NOT NULL DEFAULT 0);
        INSERT INTO stock VALUES ('mem-64', 50) ON CONFLICT DO NOTHING;
        SQL);
    for ($number = 1; $number <= 20; $number++) {
        change($database, 'INSERT INTO orders VALUES (?, ?, ?, 64900) ON CONFLICT DO NOTHING', [
            "o$number", "secret-of-o$number", gmdate('Y-m-d\TH:i:s\Z'),
        ]);
    }
}

/** The order and its offers, with costs: for `encore serve` only, never for a page. */
function privateSheet(PDO $database, string $orderId): ?array
{
    $order = rowOf($database, 'SELECT * FROM orders WHERE id = ?', [$orderId]);
    if ($order === false) {
        return null;
    }
    $stock = rowOf($database, 'SELECT pieces FROM stock WHERE variant_id = ?', ['mem-64']);
    $endpoints = [];
    foreach (['accept', 'status', 'undo', 'quote', 'next', 'time', 'events'] as $name) {
        $endpoints[$name] = "/encore/$name";
    }
    return [
        'version' => 1,
        'id' => "sheet-$orderId",
        'issued_at' => gmdate('Y-m-d\TH:i:s\Z'),
        'locale' => 'en-IE',
        'currency' => 'EUR',
        'surface' => 'thank_you',
        'order' => [
            'id' => $orderId,
            'placed_at' => $order['placed_at'],
            'status' => 'paid',
            'subtotal' => 64900,
            'total' => (int) $order['total'],
            'tax_included' => true,
            'billing_country' => 'IE',
            'lines' => [[
                'id' => 'l1', 'product_id' => 'camera', 'title' => 'Camera', 'quantity' => 1, 'unit_price' => 64900,
            ]],
            'payment' => ['kind' => 'card', 'one_click' => true, 'label' => 'Visa ending in 42'],
            'fulfilment' => ['hold_until' => gmdate('Y-m-d\TH:i:s\Z', strtotime($order['placed_at']) + 7200)],
        ],
        'policy' => ['id' => 'php-shop-1', 'undo_seconds' => 600, 'min_relevance' => 'none'],
        'candidates' => [[
            'id' => 'memory-card',
            'kind' => 'cross_sell',
            'pairs_with' => ['camera'],
            'product' => [
                'id' => 'memory-card',
                'title' => 'Memory card 64 GB',
                'variants' => [
                    ['id' => 'mem-64', 'price' => 1900, 'unit_cost' => 700, 'stock' => (int) $stock['pieces']],
                ],
            ],
            'accept' => ['mode' => 'one_click'],
        ]],
        'endpoints' => $endpoints,
    ];
}

function isBuyer(PDO $database, string $orderId, string $cookie): bool
{
    $order = rowOf($database, 'SELECT buyer FROM orders WHERE id = ?', [$orderId]);
    return $order !== false && in_array("buyer={$order['buyer']}", explode('; ', $cookie), true);
}

function totalOf(PDO $database, string $orderId): int
{
    return (int) rowOf($database, 'SELECT total FROM orders WHERE id = ?', [$orderId])['total'];
}

/** One function for each webhook: data in, the port's answer out. */
$handlers = [
    'owns' => fn (PDO $db, array $d) => isBuyer($db, $d['order_id'], $d['headers']['cookie'] ?? ''),
    'order' => function (PDO $db, array $d): ?array {
        $order = rowOf($db, 'SELECT * FROM orders WHERE id = ?', [$d['order_id']]);
        return $order === false ? null : [
            'id' => $order['id'],
            'currency' => 'EUR',
            'total' => (int) $order['total'],
            'released' => false,
            'one_click' => true,
            'hold_until_ms' => null,
            'lines' => [[
                'id' => 'l1', 'product_id' => 'camera', 'variant_id' => null, 'quantity' => 1, 'paid' => 64900,
                'fulfilled_quantity' => 0,
            ]],
        ];
    },
    // Charges the saved card. A real provider is called with $d['key'] as its idempotency key.
    'charge' => function (PDO $db, array $d): array {
        if (rowOf($db, 'SELECT 1 FROM cancelled_keys WHERE key = ?', [$d['key']]) !== false) {
            return ['outcome' => 'declined', 'code' => 'cancelled'];
        }
        change($db, 'INSERT INTO charges (key, id, order_id, amount) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', [
            $d['key'], "ch_{$d['key']}", $d['order_id'], $d['amount'],
        ]);
        return ['outcome' => 'approved', 'charge_id' => "ch_{$d['key']}"];
    },
    'lookup' => function (PDO $db, array $d): array {
        $charge = rowOf($db, 'SELECT id FROM charges WHERE key = ?', [$d['key']]);
        return $charge === false ? ['outcome' => 'none'] : ['outcome' => 'approved', 'charge_id' => $charge['id']];
    },
    'cancel' => function (PDO $db, array $d): array {
        $charge = rowOf($db, 'SELECT id FROM charges WHERE key = ?', [$d['key']]);
        if ($charge !== false) {
            return ['outcome' => 'approved', 'charge_id' => $charge['id']];
        }
        change($db, 'INSERT INTO cancelled_keys VALUES (?) ON CONFLICT DO NOTHING', [$d['key']]);
        return ['outcome' => 'cancelled'];
    },
    'refund' => function (PDO $db, array $d): bool {
        change($db, 'UPDATE charges SET refunded = ? WHERE id = ?', [$d['amount'], $d['charge_id']]);
        return true;
    },
    'add_line' => function (PDO $db, array $d): array {
        $line = rowOf($db, 'SELECT removed FROM order_lines WHERE purchase_id = ?', [$d['purchase_id']]);
        if ($line !== false && $line['removed']) {
            return ['refused' => 'removed'];
        }
        if ($line === false) {
            $amount = $d['line']['quote']['total'];
            change($db, 'INSERT INTO order_lines (purchase_id, order_id, title, amount) VALUES (?, ?, ?, ?)', [
                $d['purchase_id'], $d['order_id'], $d['line']['title'], $amount,
            ]);
            change($db, 'UPDATE orders SET total = total + ? WHERE id = ?', [$amount, $d['order_id']]);
        }
        return ['line_id' => 'line-' . substr($d['purchase_id'], 0, 8), 'order_total' => totalOf($db, $d['order_id'])];
    },
    'remove_line' => function (PDO $db, array $d): array {
        $line = rowOf($db, 'SELECT amount, removed FROM order_lines WHERE purchase_id = ?', [$d['purchase_id']]);
        if ($line === false) {
            // Recorded as removed, so that a process that lags behind cannot add it any more.
            change($db, "INSERT INTO order_lines VALUES (?, ?, '', 0, 1)", [$d['purchase_id'], $d['order_id']]);
        } elseif (!$line['removed']) {
            change($db, 'UPDATE order_lines SET removed = 1 WHERE purchase_id = ?', [$d['purchase_id']]);
            change($db, 'UPDATE orders SET total = total - ? WHERE id = ?', [$line['amount'], $d['order_id']]);
        }
        return ['order_total' => totalOf($db, $d['order_id'])];
    },
    'take' => function (PDO $db, array $d): bool {
        $hold = rowOf($db, 'SELECT returned FROM holds WHERE hold = ?', [$d['hold']]);
        if ($hold !== false) {
            return !$hold['returned'];
        }
        foreach ($d['items'] as $i => ['variant_id' => $variant, 'quantity' => $quantity]) {
            $sql = 'UPDATE stock SET pieces = pieces - :q WHERE variant_id = :v AND pieces >= :q';
            if (change($db, $sql, ['q' => $quantity, 'v' => $variant]) === 0) {
                // All or none: what this call took before is put back, and the refusal is recorded.
                foreach (array_slice($d['items'], 0, $i) as $taken) {
                    change($db, 'UPDATE stock SET pieces = pieces + ? WHERE variant_id = ?', [
                        $taken['quantity'], $taken['variant_id'],
                    ]);
                }
                return false;
            }
        }
        change($db, 'INSERT INTO holds (hold, items) VALUES (?, ?)', [$d['hold'], json_encode($d['items'])]);
        return true;
    },
    'give_back' => function (PDO $db, array $d): mixed {
        $hold = rowOf($db, 'SELECT items, returned FROM holds WHERE hold = ?', [$d['hold']]);
        if ($hold === false) {
            change($db, "INSERT INTO holds VALUES (?, '[]', 1)", [$d['hold']]);
        } elseif (!$hold['returned']) {
            foreach (json_decode($hold['items'], true) as $item) {
                change($db, 'UPDATE stock SET pieces = pieces + ? WHERE variant_id = ?', [
                    $item['quantity'], $item['variant_id'],
                ]);
            }
            change($db, 'UPDATE holds SET returned = 1 WHERE hold = ?', [$d['hold']]);
        }
        return null;
    },
    'live' => fn () => null,
    'sheet' => fn (PDO $db, array $d) => privateSheet($db, $d['order_id']),
];

function reply(int $status, string $body, string $type = 'application/json'): void
{
    http_response_code($status);
    header("Content-Type: $type");
    echo $body;
}

/** The shopper's routes under the shop's own origin; a real shop lets its web server do this. */
function forward(string $path): void
{
    $headers = '';
    foreach (getallheaders() as $name => $value) {
        if (!in_array(strtolower($name), ['host', 'connection', 'content-length'], true)) {
            $headers .= "$name: $value\r\n";
        }
    }
    $context = stream_context_create(['http' => [
        'method' => $_SERVER['REQUEST_METHOD'],
        'header' => $headers . "Connection: close\r\n",
        'content' => file_get_contents('php://input'),
        'timeout' => 30,
        'ignore_errors' => true,
    ]]);
    $body = @file_get_contents(getenv('ENCORE_URL') . $path, false, $context);
    if ($body === false) {
        reply(503, '{"type":"unavailable"}', 'application/problem+json');
        return;
    }
    reply((int) explode(' ', $http_response_header[0])[1], $body);
}

$path = $_SERVER['REQUEST_URI'];
if ($path === '/setup') {
    createTables($database);
    reply(200, '{}');
} elseif (str_starts_with($path, '/encore/')) {
    forward($path);
} elseif ($path === '/encore-webhook') {
    $body = file_get_contents('php://input');
    $headers = array_change_key_case(getallheaders());
    $message = json_decode($body, true);
    if (!$client->verify($headers, $body)) {
        reply(401, '{"error":"not a webhook of ours"}');
    } elseif (!isset($handlers[$message['type']])) {
        reply(404, '{"error":"unknown type"}');
    } else {
        reply(200, json_encode(Client::answerOnce($database, $headers['webhook-id'], $message, $handlers)));
    }
} elseif (preg_match('#^/orders/(\w+)$#', $path, $match)) {
    $sheet = privateSheet($database, $match[1]);
    if ($sheet === null) {
        reply(404, 'no such order', 'text/plain');
        return;
    }
    try {
        $buyer = isBuyer($database, $match[1], $_SERVER['HTTP_COOKIE'] ?? '');
        $offers = $client->publish($sheet, $buyer)['script'];
    } catch (Encore\SheetRefused | Encore\Unreachable $error) {
        error_log("no offers for {$match[1]}: {$error->getMessage()}");
        $offers = '';
    }
    header('Cache-Control: private, no-store');
    $page = "<!doctype html><title>Thank you</title><h1>Thank you</h1><encore-offers>$offers</encore-offers>";
    reply(200, $page, 'text/html; charset=utf-8');
} else {
    reply(404, 'not found', 'text/plain');
}
