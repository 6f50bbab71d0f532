// Good Ruby, PHP and Perl: a model, a small query language, a router, a store with PDO, a log reader.
import { type Body, file } from './kit.ts'
import { pool } from './pool.ts'

export const rubyPhpPerlBodies: readonly Body[] = [
  {
    family: 'ruby-membership-model',
    path: 'app/models/membership.rb',
    text: file`
# frozen_string_literal: true

class Membership < ApplicationRecord
  belongs_to :member
  belongs_to :plan
  has_many :payments, dependent: :restrict_with_error

  validates :starts_on, presence: true
  validate :ends_after_it_starts

  scope :running, lambda { |day = Date.current|
    where('starts_on <= :day AND (ends_on IS NULL OR ends_on >= :day)', day: day)
  }
  scope :unpaid, -> { running.left_joins(:payments).where(payments: { id: nil }) }
@@
  def renew!(from: ends_on || Date.current)
    raise AlreadyRenewed, self if successor

    transaction do
      update!(ends_on: from - 1) if ends_on.nil?
      self.class.create!(member: member, plan: plan, starts_on: from).tap do |renewed|
        MembershipMailer.with(membership: renewed).renewed.deliver_later
      end
    end
  end
@@
  def price_for(month)
    days = (month.beginning_of_month..month.end_of_month).count { |day| covers?(day) }
    (plan.monthly_price * days / month.end_of_month.day).round(2)
  end

  def covers?(day)
    starts_on <= day && (ends_on.nil? || day <= ends_on)
  end
@@
  private

  def successor
    member.memberships.where('starts_on > ?', starts_on).order(:starts_on).first
  end

  def ends_after_it_starts
    errors.add(:ends_on, :before_start) if ends_on && ends_on < starts_on
  end
end
`,
    others: [
      { path: 'app/models/lease.rb', keep: [1, 3], swap: { membership: 'lease', member: 'tenant', plan: 'flat' } },
      { path: 'lib/subscription.rb', keep: [2, 3], swap: { membership: 'subscription' }, licence: 'mit', indent: 4 },
    ],
  },
  {
    family: 'ruby-query-dsl',
    path: 'lib/tinyquery/builder.rb',
    near: 'code',
    text: file`
module TinyQuery
  # Builds a query from a block:
  #
  #   TinyQuery.build(:books) do
  #     where(:year).above(1990)
  #     order :title
  #   end
  class Builder
    Condition = Struct.new(:column, :operator, :value)

    OPERATORS = { above: '>', below: '<', is: '=', like: 'LIKE', isnt: '<>' }.freeze

    def initialize(table)
      @table = table
      @conditions = []
      @order = []
    end
@@
    def where(column)
      pending = Object.new
      conditions = @conditions
      OPERATORS.each do |name, operator|
        pending.define_singleton_method(name) { |value| conditions << Condition.new(column, operator, value) }
      end
      pending
    end
@@
    def order(column, direction = :asc)
      raise ArgumentError, "neither asc nor desc: #{direction}" unless %i[asc desc].include?(direction)

      @order << "#{column} #{direction}"
      self
    end
@@
    def to_sql
      sql = +"SELECT * FROM #{@table}"
      unless @conditions.empty?
        sql << ' WHERE ' << @conditions.map { |c| "#{c.column} #{c.operator} ?" }.join(' AND ')
      end
      sql << " ORDER BY #{@order.join(', ')}" unless @order.empty?
      [sql, *@conditions.map(&:value)]
    end
  end
end
`,
    others: [{ path: 'lib/filter.rb', swap: { tinyQuery: 'filters', where: 'having' }, extra: [pool.rubyTruncate] }],
  },
  {
    family: 'php-router',
    path: 'src/Http/Router.php',
    text: file`
<?php

declare(strict_types=1);

namespace Lantern\Http;

final class Router
{
    /** @var array<string, list<array{0: string, 1: callable}>> */
    private array $routes = [];
@@
    public function add(string $method, string $pattern, callable $handler): self
    {
        $regex = preg_replace('/\{(\w+)\}/', '(?P<$1>[^/]+)', $pattern);
        $this->routes[$method][] = ['#^' . $regex . '$#', $handler];

        return $this;
    }
@@
    public function dispatch(Request $request): Response
    {
        foreach ($this->routes[$request->method] ?? [] as [$regex, $handler]) {
            if (preg_match($regex, $request->path, $matches) === 1) {
                $parameters = array_filter($matches, 'is_string', ARRAY_FILTER_USE_KEY);

                return $handler($request, ...array_map('rawurldecode', $parameters));
            }
        }

        return $this->isKnownElsewhere($request->path)
            ? new Response(405, 'Method Not Allowed')
            : new Response(404, 'Not Found');
    }
@@
    private function isKnownElsewhere(string $path): bool
    {
        foreach ($this->routes as $routes) {
            foreach ($routes as [$regex]) {
                if (preg_match($regex, $path) === 1) {
                    return true;
                }
            }
        }

        return false;
    }
}
`,
    others: [
      {
        path: 'lib/Dispatcher.php',
        swap: { router: 'dispatcher', lantern: 'beacon', routes: 'rules' },
        licence: 'mit',
      },
    ],
  },
  {
    family: 'php-pdo-guestbook',
    path: 'app/Guestbook.php',
    text: file`
<?php
// Entries of the guest book; moderation happens in admin.php.

class Guestbook
{
    private $pdo;

    public function __construct(PDO $pdo)
    {
        $this->pdo = $pdo;
        $this->pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
    }
@@
    public function sign($author, $message, $ip)
    {
        $message = trim(strip_tags($message));
        if ($message === '' || mb_strlen($message) > 2000) {
            throw new InvalidArgumentException('A message has 1 to 2000 characters.');
        }
        if ($this->recentFrom($ip) >= 3) {
            throw new TooManyEntries($ip);
        }
        $statement = $this->pdo->prepare(
            'INSERT INTO guestbook (author, message, ip, signed_at) VALUES (?, ?, ?, NOW())'
        );
        $statement->execute([$author ?: 'Anonymous', $message, inet_pton($ip)]);

        return (int) $this->pdo->lastInsertId();
    }
@@
    public function page($number, $size = 20)
    {
        $statement = $this->pdo->prepare(
            'SELECT id, author, message, signed_at FROM guestbook
             WHERE approved = 1 ORDER BY signed_at DESC LIMIT :size OFFSET :start'
        );
        $statement->bindValue('size', $size, PDO::PARAM_INT);
        $statement->bindValue('start', ($number - 1) * $size, PDO::PARAM_INT);
        $statement->execute();

        return $statement->fetchAll(PDO::FETCH_ASSOC);
    }
@@
    private function recentFrom($ip)
    {
        $statement = $this->pdo->prepare(
            'SELECT COUNT(*) FROM guestbook WHERE ip = ? AND signed_at > NOW() - INTERVAL 10 MINUTE'
        );
        $statement->execute([inet_pton($ip)]);

        return (int) $statement->fetchColumn();
    }
}
`,
    others: [
      { path: 'inc/comments.php', keep: [1, 3], swap: { guestbook: 'comments', message: 'body' }, indent: 'tab' },
    ],
  },
]
