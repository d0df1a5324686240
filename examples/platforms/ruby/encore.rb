# frozen_string_literal: true

# SPDX-License-Identifier: MIT
#
# Client of `encore serve` for Ruby 3.0 and newer, with the standard library alone. Three things a shop needs: the page
# sheet of an order (publish), printed safely into its thank-you page; the proof that a webhook comes from its own
# `encore serve` (verify); and an answer to each webhook that is recorded with what it did, so that a repeated call
# repeats the answer (answer_once).

require 'base64'
require 'json'
require 'net/http'
require 'openssl'
require 'uri'

module Encore
  # A webhook signed earlier or later than this may be a replay and is refused.
  TOLERANCE_SECONDS = 300
  # Reads change nothing, so nothing is recorded of them.
  READS = %w[owns order lookup live sheet].freeze

  # The sheet has issues; each names code, path and what to do.
  class SheetRefused < StandardError
    attr_reader :issues

    def initialize(issues)
      @issues = issues
      super(issues.map { |issue| "#{issue['path']}: #{issue['message']}" }.join('; '))
    end
  end

  # `encore serve` did not answer in time, or not as expected: print the page without offers.
  class Unreachable < StandardError; end

  # One `encore serve`; both secrets are of its configuration.
  class Client
    def initialize(url:, secret:, webhook_secret:, timeout_seconds: 5)
      @url = url.delete_suffix('/')
      @secret = secret
      @key = Base64.strict_decode64(webhook_secret.delete_prefix('whsec_'))
      @timeout = timeout_seconds
    end

    # Publishes a private sheet (a Hash). Of the result, 'script' goes into <encore-offers> as it is.
    def publish(sheet, buyer_present: true)
      uri = URI("#{@url}/publish#{'?buyer_present=false' unless buyer_present}")
      request = Net::HTTP::Post.new(uri, 'Content-Type' => 'application/json', 'Authorization' => "Bearer #{@secret}")
      request.body = JSON.generate(sheet)
      reply = Net::HTTP.start(uri.host, uri.port, open_timeout: @timeout, read_timeout: @timeout) { |http| http.request(request) }
      raise SheetRefused, JSON.parse(reply.body)['issues'] if reply.code == '422'
      raise Unreachable, "encore serve answered with status #{reply.code}" unless reply.code == '200'

      JSON.parse(reply.body)
    rescue SystemCallError, Timeout::Error, EOFError => e
      raise Unreachable, "no answer from #{@url}: #{e.message}"
    end

    # Whether a webhook is genuine and fresh. `headers` by lower-case name.
    def verify(headers, body, now: Time.now)
      id = headers['webhook-id'].to_s
      timestamp = headers['webhook-timestamp'].to_s
      return false if id.empty? || !timestamp.match?(/\A\d{1,12}\z/)
      return false if (now.to_i - timestamp.to_i).abs > TOLERANCE_SECONDS

      expected = "v1,#{Base64.strict_encode64(OpenSSL::HMAC.digest('SHA256', @key, "#{id}.#{timestamp}.#{body}"))}"
      headers['webhook-signature'].to_s.split.any? { |given| OpenSSL.secure_compare(given, expected) }
    end
  end

  # Answers a verified webhook: `handlers[type].call(database, data)`, once for each id.
  #
  # Effect and answer are written in one transaction, so a process that dies in between has done neither, and a repeated
  # call gets the answer of the first. `database` is an SQLite3::Database with the table
  # `webhook_answers (id TEXT PRIMARY KEY, answer TEXT NOT NULL)`.
  def self.answer_once(database, id, message, handlers)
    type, data = message.values_at('type', 'data')
    return handlers.fetch(type).call(database, data) if READS.include?(type)

    answer = nil
    database.transaction(:immediate) do
      recorded = database.get_first_value('SELECT answer FROM webhook_answers WHERE id = ?', [id])
      next answer = JSON.parse(recorded) if recorded

      answer = handlers.fetch(type).call(database, data)
      # What is not known yet may be known at the next call; only definite answers are kept.
      unknown = answer.is_a?(Hash) && answer['outcome'] == 'unknown'
      unless unknown || (message['type'] == 'refund' && answer == false)
        database.execute('INSERT INTO webhook_answers VALUES (?, ?)', [id, JSON.generate(answer)])
      end
    end
    answer
  end
end
