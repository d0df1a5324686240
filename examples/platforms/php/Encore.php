<?php
// SPDX-License-Identifier: MIT
//
// Client of `encore serve` for PHP 8.1 and newer, without packages (ext-json, ext-pdo for answerOnce). Three things a
// shop needs: the page sheet of an order (publish), printed safely into its thank-you page; the proof that a webhook
// comes from its own `encore serve` (verify); and an answer to each webhook that is recorded with what it did, so that
// a repeated call repeats the answer (answerOnce).

declare(strict_types=1);

namespace Encore;

/** The sheet has issues; each names code, path and what to do. */
final class SheetRefused extends \RuntimeException
{
    /** @param list<array{code: string, path: string, message: string}> $issues */
    public function __construct(public readonly array $issues)
    {
        parent::__construct(implode('; ', array_map(fn (array $i) => "{$i['path']}: {$i['message']}", $issues)));
    }
}

/** `encore serve` did not answer in time, or not as expected: print the page without offers. */
final class Unreachable extends \RuntimeException
{
}

final class Client
{
    /** A webhook signed earlier or later than this may be a replay and is refused. */
    public const TOLERANCE_SECONDS = 300;

    /** Reads change nothing, so nothing is recorded of them. */
    private const READS = ['owns', 'order', 'lookup', 'live', 'sheet'];

    private readonly string $key;

    /** @param string $url address of `encore serve` for the backend; both secrets are of its configuration */
    public function __construct(
        private readonly string $url,
        private readonly string $secret,
        string $webhookSecret,
        private readonly float $timeoutSeconds = 5.0,
    ) {
        $key = base64_decode(preg_replace('/^whsec_/', '', $webhookSecret), true);
        if ($key === false || $key === '') {
            throw new \InvalidArgumentException('a webhook secret is "whsec_" followed by base64');
        }
        $this->key = $key;
    }

    /**
     * Publishes a private sheet. Of the result, `script` goes into <encore-offers> as it is.
     *
     * @param array<string, mixed> $sheet
     * @return array<string, mixed>
     * @throws SheetRefused|Unreachable
     */
    public function publish(array $sheet, bool $buyerPresent = true): array
    {
        [$status, $body] = $this->post('/publish' . ($buyerPresent ? '' : '?buyer_present=false'), $sheet);
        $answer = json_decode($body, true);
        if ($status === 422 && is_array($answer)) {
            throw new SheetRefused($answer['issues']);
        }
        if ($status !== 200 || !is_array($answer)) {
            throw new Unreachable("encore serve answered with status $status");
        }
        return $answer;
    }

    /**
     * Whether a webhook is genuine and fresh.
     *
     * @param array<string, string> $headers by lower-case name
     */
    public function verify(array $headers, string $body, ?int $now = null): bool
    {
        $id = $headers['webhook-id'] ?? '';
        $timestamp = $headers['webhook-timestamp'] ?? '';
        if ($id === '' || !ctype_digit($timestamp) || abs(($now ?? time()) - (int) $timestamp) > self::TOLERANCE_SECONDS) {
            return false;
        }
        $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $this->key, true));
        foreach (explode(' ', $headers['webhook-signature'] ?? '') as $given) {
            if (hash_equals($expected, $given)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Answers a verified webhook: `$handlers[type]($database, $data)`, once for each id.
     *
     * Effect and answer are written in one transaction, so a process that dies in between has done neither, and a
     * repeated call gets the answer of the first. Requires the table
     * `webhook_answers (id VARCHAR(255) PRIMARY KEY, answer TEXT NOT NULL)`.
     *
     * @param array{type: string, data: mixed} $message
     * @param array<string, callable(\PDO, mixed): mixed> $handlers
     */
    public static function answerOnce(\PDO $database, string $id, array $message, array $handlers): mixed
    {
        ['type' => $type, 'data' => $data] = $message;
        if (in_array($type, self::READS, true)) {
            return $handlers[$type]($database, $data);
        }
        // SQLite takes the lock for writing at once; MySQL and PostgreSQL use beginTransaction() and a row lock.
        $database->exec($database->getAttribute(\PDO::ATTR_DRIVER_NAME) === 'sqlite' ? 'BEGIN IMMEDIATE' : 'BEGIN');
        try {
            $known = $database->prepare('SELECT answer FROM webhook_answers WHERE id = ?');
            $known->execute([$id]);
            $recorded = $known->fetchColumn();
            $known->closeCursor();
            if ($recorded !== false) {
                $database->exec('ROLLBACK');
                return json_decode($recorded, true);
            }
            $answer = $handlers[$type]($database, $data);
            // What is not known yet may be known at the next call; only definite answers are kept.
            $unknown = (is_array($answer) && ($answer['outcome'] ?? '') === 'unknown') || ($type === 'refund' && $answer === false);
            if (!$unknown) {
                $database->prepare('INSERT INTO webhook_answers VALUES (?, ?)')->execute([$id, json_encode($answer)]);
            }
            $database->exec('COMMIT');
            return $answer;
        } catch (\Throwable $error) {
            $database->exec('ROLLBACK');
            throw $error;
        }
    }

    /** @return array{int, string} status and body */
    private function post(string $path, array $value): array
    {
        $context = stream_context_create(['http' => [
            'method' => 'POST',
            'header' => "Content-Type: application/json\r\nAuthorization: Bearer {$this->secret}\r\nConnection: close\r\n",
            'content' => json_encode($value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION),
            'timeout' => $this->timeoutSeconds,
            'ignore_errors' => true,
        ]]);
        $body = @file_get_contents($this->url . $path, false, $context);
        if ($body === false || !isset($http_response_header[0])) {
            throw new Unreachable("no answer from {$this->url}");
        }
        return [(int) explode(' ', $http_response_header[0])[1], $body];
    }
}
