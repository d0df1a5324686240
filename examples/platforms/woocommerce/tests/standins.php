<?php
// SPDX-License-Identifier: MIT
//
// Stand-ins for what the plugin uses of WordPress, WooCommerce and the Stripe gateway: as little as the tests need, with
// the documented names, arguments and answers. None of it is their code.

declare(strict_types=1);

const DAY_IN_SECONDS = 86400;
const ENCORE_URL = 'http://127.0.0.1:1';
const ENCORE_SECRET = 'secret-of-the-caller-0123456789abcdef';
const ENCORE_WEBHOOK_SECRET = 'whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=';

/** What a request or a test changes; made new for each test. */
final class World
{
    public static array $hooks = [];
    public static array $options = [];
    public static array $orders = [];
    public static array $products = [];
    public static array $cookies = [];
    public static array $stripe = [];
    public static array $routes = [];
    public static int $decimals = 2;

    public static function fresh(): void
    {
        self::$options = self::$orders = self::$products = self::$cookies = [];
        self::$stripe = ['intents' => [], 'refunds' => [], 'next' => 'succeeded'];
        self::$decimals = 2;
    }
}

function add_action(string $name, callable $hook, int $priority = 10): void { World::$hooks[$name][] = $hook; }
function add_filter(string $name, callable $hook): void { World::$hooks[$name][] = $hook; }
function remove_filter(string $name, callable $hook): void
{
    World::$hooks[$name] = array_values(array_filter(World::$hooks[$name] ?? [], fn ($one) => $one !== $hook));
}
function apply_filters(string $name, mixed $value, mixed ...$more): mixed
{
    foreach (World::$hooks[$name] ?? [] as $hook) {
        $value = $hook($value, ...$more);
    }
    return $value;
}
function do_action(string $name, mixed ...$values): void
{
    foreach (World::$hooks[$name] ?? [] as $hook) {
        $hook(...$values);
    }
}
function register_rest_route(string $space, string $route, array $options): void { World::$routes["$space$route"] = $options; }
function get_option(string $name, mixed $default = false): mixed { return World::$options[$name] ?? $default; }
function add_option(string $name, string $value): bool
{
    if (isset(World::$options[$name])) {
        return false;
    }
    World::$options[$name] = $value;
    return true;
}
function update_option(string $name, string $value): bool { World::$options[$name] = $value; return true; }
function get_locale(): string { return 'de_DE'; }
function wp_salt(string $scheme): string { return "salt-of-$scheme"; }
function is_ssl(): bool { return true; }
function wc_setcookie(string $name, string $value, int $expire, bool $secure, bool $httpOnly): void
{
    World::$cookies[$name] = compact('value', 'secure', 'httpOnly');
}
function wc_get_price_decimals(): int { return World::$decimals; }
function wc_get_order(mixed $id): WC_Order|false { return World::$orders[(int) $id] ?? false; }
function wc_get_product(int $id): WC_Product|false { return World::$products[$id] ?? false; }
function wc_update_product_stock(WC_Product $product, int $quantity, string $operation): void
{
    $product->stock += $operation === 'decrease' ? -$quantity : $quantity;
}
function wc_get_logger(): object
{
    return new class {
        public function warning(string $message, array $context): void {}
    };
}

final class WC_Product
{
    public function __construct(private int $id, public int $stock) {}
    public function get_id(): int { return $this->id; }
    public function managing_stock(): bool { return true; }
    public function get_stock_quantity(): int { return $this->stock; }
}

class WC_Order_Item_Product
{
    private static int $last = 100;
    private int $id;
    private array $props = ['subtotal' => '0', 'subtotal_tax' => '0', 'total' => '0', 'total_tax' => '0', 'meta' => []];

    public function __construct(array $props = []) { $this->id = self::$last++; $this->props = $props + $this->props; }
    public function __call(string $name, array $values): mixed
    {
        [$verb, $prop] = explode('_', $name, 2);
        if ($verb === 'get') {
            return $prop === 'id' ? $this->id : ($this->props[$prop] ?? null);
        }
        $this->props[$prop] = $values[0];
        return null;
    }
    public function set_product(mixed $product): void { $this->props['product_id'] = $product->get_id(); }
    public function set_taxes(array $taxes): void { $this->props['total_tax'] = $this->props['subtotal_tax'] = array_sum($taxes['total']); }
    public function get_meta(string $key): string { return $this->props['meta'][$key] ?? ''; }
    public function add_meta_data(string $key, string $value, bool $unique = false): void { $this->props['meta'][$key] = $value; }
}

class WC_Order
{
    public array $items = [];
    public array $meta = [];
    public array $notes = [];
    public string $status = 'processing';
    public bool $taxIncluded = true;
    public string $shipping = '0.00';
    public string $method = 'stripe';
    private string $total;

    public function __construct(private int $id, WC_Order_Item_Product ...$items)
    {
        foreach ($items as $item) {
            $this->add_item($item);
        }
        $this->calculate_totals(false);
        World::$orders[$id] = $this;
    }
    public function get_id(): int { return $this->id; }
    public function get_order_key(): string { return "wc_order_{$this->id}"; }
    public function get_order_number(): string { return (string) $this->id; }
    public function get_status(): string { return $this->status; }
    public function get_currency(): string { return 'EUR'; }
    public function get_prices_include_tax(): bool { return $this->taxIncluded; }
    public function get_payment_method(): string { return $this->method; }
    public function get_billing_country(): string { return 'DE'; }
    public function get_date_created(): DateTime { return new DateTime('2026-11-21T10:00:00Z'); }
    public function get_checkout_order_received_url(): string { return 'https://shop.example/order-received'; }
    public function get_shipping_total(): string { return $this->shipping; }
    public function get_shipping_tax(): string { return '0'; }
    public function get_total(): string { return $this->total; }
    public function get_total_refunded(): string { return '0'; }
    public function get_total_tax(): string { return (string) array_sum(array_map(fn ($i) => (float) $i->get_total_tax(), $this->items)); }
    public function get_taxes(): array { return [7 => new stdClass()]; }
    public function get_items(): array { return $this->items; }
    public function get_qty_refunded_for_item(int $id): int { return 0; }
    public function add_item(WC_Order_Item_Product $item): void { $this->items[$item->get_id()] = $item; }
    public function remove_item(int $id): void { unset($this->items[$id]); }
    public function update_taxes(): void {}
    public function calculate_totals(bool $andTaxes): void
    {
        $sum = array_sum(array_map(fn ($item) => (float) $item->get_total() + (float) $item->get_total_tax(), $this->items));
        $this->total = number_format($sum + (float) $this->shipping, World::$decimals, '.', '');
    }
    public function save(): void {}
    public function add_order_note(string $note): void { $this->notes[] = $note; }
    public function get_meta(string $key, bool $single = true): mixed
    {
        return $single ? ($this->meta[$key][0] ?? '') : ($this->meta[$key] ?? []);
    }
    public function add_meta_data(string $key, string $value): void { $this->meta[$key][] = $value; }
    public function update_meta_data(string $key, string $value): void { $this->meta[$key] = [$value]; }
}

/** Stripe behind the gateway's own API: one idempotency key, one answer. */
final class WC_Stripe_API
{
    public static function request(array $fields, string $path, string $method = 'POST'): object
    {
        $world = &World::$stripe;
        if ($world['next'] === 'time-out before') {
            throw new Exception('no answer');
        }
        $key = apply_filters('wc_stripe_idempotency_key', 'none', $fields);
        if ($method === 'GET') {
            return (object) ['data' => array_values($world['intents'])];
        }
        if ($path === 'refunds') {
            $world['refunds'][$key] = $fields;
            return (object) ['status' => 'succeeded'];
        }
        if (str_ends_with($path, '/cancel')) {
            $id = explode('/', $path)[1];
            foreach ($world['intents'] as $intent) {
                $intent->status = $intent->id === $id ? 'canceled' : $intent->status;
            }
            return (object) ['status' => 'canceled'];
        }
        if ($world['next'] === 'card_error') {
            return (object) ['error' => (object) ['type' => 'card_error']];
        }
        $world['intents'][$key] ??= (object) [
            'id' => 'pi_' . (count($world['intents']) + 1),
            'status' => $world['next'] === 'time-out after' ? 'succeeded' : $world['next'],
            'amount' => $fields['amount'],
            'metadata' => (object) $fields['metadata'],
            'next_action' => (object) ['redirect_to_url' => (object) ['url' => 'https://bank.example']],
        ];
        if ($world['next'] === 'time-out after') {
            throw new Exception('no answer');
        }
        return $world['intents'][$key];
    }
}

final class WP_REST_Request
{
    public function __construct(private array $headers, private string $body) {}
    public function get_header(string $name): ?string { return $this->headers[$name] ?? null; }
    public function get_body(): string { return $this->body; }
}
final class WP_REST_Response
{
    public function __construct(public mixed $data, public int $status) {}
}

$GLOBALS['wpdb'] = new class {
    public string $prefix = 'wp_';
    public function prepare(string $query, mixed ...$values): string { return vsprintf(str_replace('%s', "'%s'", $query), $values); }
    public function get_var(string $query): string { return '1'; }
};
World::fresh();
require_once __DIR__ . '/../encore-woocommerce.php';
