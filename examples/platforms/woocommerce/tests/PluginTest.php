<?php
// SPDX-License-Identifier: MIT
//
// The plugin against stand-ins: hooks, sheet, charge, line, note, undo; each webhook once, whatever is repeated.

declare(strict_types=1);

use Encore\WooCommerce\Buyer;
use Encore\WooCommerce\Sheet;
use Encore\WooCommerce\Webhook;
use PHPUnit\Framework\TestCase;

final class PluginTest extends TestCase
{
    private WC_Order $order;

    protected function setUp(): void
    {
        World::fresh();
        World::$products = [5 => new WC_Product(5, 3)];
        $kettle = new WC_Order_Item_Product([
            'product_id' => 9, 'name' => 'Kettle', 'quantity' => 2, 'subtotal' => '16.81', 'subtotal_tax' => '3.19',
            'total' => '15.13', 'total_tax' => '2.87',
        ]);
        $this->order = new WC_Order(42, $kettle);
        $this->order->meta = ['_stripe_customer_id' => ['cus_1'], '_stripe_source_id' => ['pm_1']];
    }

    private function call(string $type, array $data, ?string $key = null, int $age = 0, string $spoil = ''): WP_REST_Response
    {
        $body = json_encode(['type' => $type, 'data' => $data]);
        $id = "$type:" . ($key ?? bin2hex(random_bytes(8)));
        $time = (string) (time() - $age);
        $secret = base64_decode(substr(ENCORE_WEBHOOK_SECRET, 6));
        $signature = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $secret, true));
        $headers = ['webhook-id' => $id, 'webhook-timestamp' => $time, 'webhook-signature' => $signature];
        return Webhook::answer(new WP_REST_Request($headers, $body . $spoil), encore_client());
    }

    private function charge(string $key): mixed
    {
        $data = ['key' => $key, 'order_id' => '42', 'amount' => 900, 'currency' => 'EUR', 'return_url' => null];
        return $this->call('charge', $data, $key)->data;
    }

    private function line(string $purchase): array
    {
        $quote = [
            'subtotal' => 900, 'discount' => 100, 'shipping' => 0, 'tax' => 144, 'tax_included' => true, 'total' => 900,
        ];
        $line = ['product_id' => '5', 'variant_id' => '5', 'title' => 'Descaler', 'quantity' => 1, 'quote' => $quote];
        return ['purchase_id' => $purchase, 'order_id' => '42', 'candidate_id' => 'c', 'charge_id' => 'pi_1', 'line' => $line];
    }

    public function testTheSheetHasTheOrdersOwnAmounts(): void
    {
        $order = Sheet::of($this->order, [])['order'];
        $this->assertSame(2000, $order['subtotal']);
        $this->assertSame(200, $order['discount']);
        $this->assertSame(1800, $order['total']);
        $this->assertSame(287, $order['tax']);
        $this->assertSame([1800, 1000, 2], [$order['lines'][0]['paid'], $order['lines'][0]['unit_price'], $order['lines'][0]['quantity']]);
        $this->assertSame('paid', $order['status']);
        $this->assertTrue($order['payment']['one_click']);
    }

    public function testCashOnDeliveryIsNotPaidAndNotCharged(): void
    {
        $this->order->method = 'cod';
        $order = Sheet::of($this->order, [])['order'];
        $this->assertSame(['open', false], [$order['status'], $order['payment']['one_click']]);
        $this->assertSame(['outcome' => 'declined'], $this->charge('k:1'));
    }

    public function testAmountsAreReadDigitByDigit(): void
    {
        foreach (['19.99' => 1999, '0.5' => 50, '.5' => 50, '7' => 700, '-3.005' => -301, '1.994' => 199] as $text => $minor) {
            $this->assertSame($minor, Sheet::minor((string) $text), (string) $text);
        }
        $this->assertSame(['0.05', '-12.00', '19.99'], array_map(Sheet::decimal(...), [5, -1200, 1999]));
        World::$decimals = 0;
        $this->assertSame([1980, '1980'], [Sheet::minor('1980'), Sheet::decimal(1980)]);
        World::$decimals = 3;
        $this->assertSame([1250, '1.250'], [Sheet::minor('1.25'), Sheet::decimal(1250)]);
        $this->expectException(UnexpectedValueException::class);
        Sheet::minor('1,234.50');
    }

    public function testUnsignedOldSpoiltAndUnknownCallsAreRefused(): void
    {
        $unsigned = new WP_REST_Request([], '{"type":"order","data":{}}');
        $this->assertSame(401, Webhook::answer($unsigned, encore_client())->status);
        $this->assertSame(401, $this->call('order', ['order_id' => '42'], null, 600)->status);
        $this->assertSame(401, $this->call('order', ['order_id' => '42'], null, 0, ' ')->status);
        $this->assertSame(422, $this->call('refund_all', [])->status);
    }

    public function testOnlyTheBrowserThatPaidOwnsTheOrder(): void
    {
        do_action('woocommerce_checkout_order_processed', 42);
        ['encore_buyer_42' => $cookie] = World::$cookies;
        $this->assertSame([true, true], [$cookie['secure'], $cookie['httpOnly']]);
        $owns = fn (string $header): mixed => $this->call('owns', ['order_id' => '42', 'headers' => ['cookie' => $header]])->data;
        $this->assertTrue($owns("a=b; encore_buyer_42={$cookie['value']}"));
        $this->assertFalse($owns('encore_buyer_42=other'));
        $this->assertFalse($owns(''));
        $this->assertFalse($this->call('owns', ['order_id' => '7', 'headers' => []])->data);
    }

    public function testARepeatedChargeIsOneAndLookupFindsIt(): void
    {
        $first = $this->charge('k:1');
        $this->assertSame(['outcome' => 'approved', 'charge_id' => 'pi_1'], $first);
        $this->assertSame($first, $this->charge('k:1'));
        World::$options = array_filter(World::$options, fn ($name) => !str_contains($name, 'answer'), ARRAY_FILTER_USE_KEY);
        $this->assertSame($first, $this->charge('k:1'), 'the record was lost, the key of Stripe was not');
        $this->assertCount(1, World::$stripe['intents']);
        $this->assertSame($first, $this->call('lookup', ['key' => 'k:1'])->data);
        $this->assertSame(['outcome' => 'none'], $this->call('lookup', ['key' => 'k:2'])->data);
    }

    public function testALostAnswerIsUnknownAndNotRecorded(): void
    {
        World::$stripe['next'] = 'time-out after';
        $this->assertSame(['outcome' => 'unknown'], $this->charge('k:1'));
        World::$stripe['next'] = 'succeeded';
        $this->assertSame('approved', $this->call('lookup', ['key' => 'k:1'])->data['outcome']);
        $this->assertSame('approved', $this->charge('k:1')['outcome']);
        $this->assertCount(1, World::$stripe['intents']);
    }

    public function testDeclinesAndBanksAreSaid(): void
    {
        World::$stripe['next'] = 'card_error';
        $this->assertSame(['outcome' => 'declined'], $this->charge('k:1'));
        World::$stripe['next'] = 'requires_action';
        $asked = $this->charge('k:2');
        $this->assertSame(['action_required', 'https://bank.example'], [$asked['outcome'], $asked['url']]);
        $this->assertSame('cancelled', $this->call('cancel', ['key' => 'k:2'], 'k:2')->data['outcome']);
    }

    public function testAfterACancelNothingIsCharged(): void
    {
        World::$options['encore_key_' . md5('k:1')] = '42';
        $this->assertSame(['outcome' => 'cancelled'], $this->call('cancel', ['key' => 'k:1'], 'k:1')->data);
        $this->assertSame(['outcome' => 'declined'], $this->charge('k:1'));
        $this->charge('k:2');
        $this->assertSame('approved', $this->call('cancel', ['key' => 'k:2'], 'k:2')->data['outcome']);
    }

    public function testALineIsAddedOnceWithTheQuotesAmountsAndANote(): void
    {
        $first = $this->call('add_line', $this->line('p'), 'p')->data;
        $this->assertSame(2700, $first['order_total']);
        $this->assertSame($first, $this->call('add_line', $this->line('p'), 'p')->data);
        $this->assertSame($first['line_id'], $this->call('add_line', $this->line('p'), 'p-lost')->data['line_id']);
        $this->assertCount(2, $this->order->items);
        $item = $this->order->items[(int) $first['line_id']];
        $this->assertSame(['7.56', '7.56', 1], [$item->get_total(), $item->get_subtotal(), $item->get_quantity()]);
        $this->assertSame('1.44', (string) $item->get_total_tax());
        $this->assertStringContainsString('Descaler for 9.00, charged as pi_1', $this->order->notes[0]);
    }

    public function testUndoTakesTheLineOutForGoodAndRefunds(): void
    {
        $this->charge('p:1');
        $this->call('add_line', $this->line('p'), 'p');
        $removed = $this->call('remove_line', ['purchase_id' => 'p', 'order_id' => '42'], 'p')->data;
        $this->assertSame(['order_total' => 1800], $removed);
        $this->assertSame(['refused' => 'removed'], $this->call('add_line', $this->line('p'), 'late')->data);
        $data = ['key' => 'p', 'charge_id' => 'pi_1', 'amount' => 900, 'currency' => 'EUR', 'order_id' => '42', 'reason' => 'undo'];
        $this->assertTrue($this->call('refund', $data, 'p')->data);
        $this->assertTrue($this->call('refund', $data, 'p')->data);
        $this->assertSame([['payment_intent' => 'pi_1', 'amount' => 900]], array_values(World::$stripe['refunds']));
        $this->assertStringContainsString('refunded: 9.00', end($this->order->notes));
        World::$stripe['next'] = 'time-out before';
        $this->assertFalse($this->call('refund', ['key' => 'q'] + $data, 'q')->data);
        World::$stripe['next'] = 'succeeded';
        $this->assertTrue($this->call('refund', ['key' => 'q'] + $data, 'q')->data, 'not known was not recorded');
    }

    public function testAPackedOrderTakesNoLine(): void
    {
        $this->order->status = 'completed';
        $this->assertSame(['refused' => 'order_released'], $this->call('add_line', $this->line('p'), 'p')->data);
        $this->assertTrue($this->call('order', ['order_id' => '42'])->data['released']);
        $this->assertNull($this->call('order', ['order_id' => '7'])->data);
    }

    public function testStockIsTakenOnceForEachHold(): void
    {
        $take = ['hold' => 'h', 'order_id' => '42', 'items' => [['product_id' => '5', 'variant_id' => '5', 'quantity' => 2]]];
        $this->assertTrue($this->call('take', $take, 'h')->data);
        $this->assertTrue($this->call('take', $take, 'again')->data);
        $this->assertSame(1, World::$products[5]->stock);
        $this->assertFalse($this->call('take', ['hold' => 'other'] + $take, 'other')->data);
        $this->call('give_back', ['hold' => 'h'], 'h');
        $this->call('give_back', ['hold' => 'h'], 'again');
        $this->assertSame(3, World::$products[5]->stock);
        $this->assertFalse($this->call('take', $take, 'late')->data);
    }

    public function testThePageStaysWholeWithoutEncore(): void
    {
        add_filter('encore_candidates', fn () => [['id' => 'c']]);
        ob_start();
        do_action('woocommerce_thankyou', 42);
        do_action('woocommerce_thankyou', 7);
        $this->assertSame('', ob_get_clean());
        World::$hooks['encore_candidates'] = [];
    }
}
