// Tables of one shape beside the code that uses them: routes, units, translations.
import { type Body, file } from './kit.ts'

export const nearTables: readonly Body[] = [
  {
    family: 'near-repetition-rails-routes',
    path: 'config/routes.rb',
    near: 'repetition',
    text: file`
Rails.application.routes.draw do
  devise_for :users, controllers: { sessions: 'sessions', registrations: 'registrations' }

  authenticated :user do
    root 'dashboard#show', as: :dashboard
  end
  root 'pages#home'

  resources :gardens do
    resources :beds, shallow: true do
      resources :plantings, only: %i[new create edit update destroy]
      member do
        post :water
        post :rest
      end
    end
    resource :calendar, only: :show
    resources :members, only: %i[index create destroy], controller: 'garden_members'
  end

  resources :plants, only: %i[index show] do
    get :search, on: :collection
    get :companions, on: :member
  end

  namespace :admin do
    resources :plants
    resources :users, only: %i[index edit update] do
      post :impersonate, on: :member
    end
    mount Sidekiq::Web => '/jobs'
  end

  namespace :api, defaults: { format: :json } do
    namespace :v1 do
      resources :readings, only: %i[create index]
      resource :token, only: %i[create destroy]
    end
  end

  get 'about', to: 'pages#about'
  get 'privacy', to: 'pages#privacy'
  match '*path', to: 'errors#not_found', via: :all
end
`,
    others: [
      { path: 'app/config/routes.rb', swap: { garden: 'studio', plant: 'pattern', water: 'warp', bed: 'loom' } },
    ],
  },
  {
    family: 'near-repetition-unit-table',
    path: 'src/main/kotlin/units/Unit.kt',
    near: 'repetition',
    text: file`
package units

/** A unit of measure; [factor] leads to the base unit of its [kind]. */
enum class MeasureUnit(val symbol: String, val kind: Kind, val factor: Double) {
    METRE("m", Kind.LENGTH, 1.0),
    KILOMETRE("km", Kind.LENGTH, 1000.0),
    CENTIMETRE("cm", Kind.LENGTH, 0.01),
    INCH("in", Kind.LENGTH, 0.0254),
    FOOT("ft", Kind.LENGTH, 0.3048),
    MILE("mi", Kind.LENGTH, 1609.344),
    NAUTICAL_MILE("nmi", Kind.LENGTH, 1852.0),
    GRAM("g", Kind.MASS, 0.001),
    KILOGRAM("kg", Kind.MASS, 1.0),
    POUND("lb", Kind.MASS, 0.45359237),
    OUNCE("oz", Kind.MASS, 0.028349523125),
    LITRE("l", Kind.VOLUME, 0.001),
    CUBIC_METRE("m3", Kind.VOLUME, 1.0),
    GALLON("gal", Kind.VOLUME, 0.003785411784);

    enum class Kind { LENGTH, MASS, VOLUME }

    companion object {
        private val bySymbol = entries.associateBy { it.symbol }

        fun parse(symbol: String): MeasureUnit? = bySymbol[symbol.trim().lowercase()]
    }
}

data class Measure(val value: Double, val unit: MeasureUnit) : Comparable<Measure> {
    fun into(other: MeasureUnit): Measure {
        require(other.kind == unit.kind) { "\${unit.symbol} cannot become \${other.symbol}" }
        return Measure(value * unit.factor / other.factor, other)
    }

    operator fun plus(other: Measure) = Measure(value + other.into(unit).value, unit)

    override fun compareTo(other: Measure) = value.compareTo(other.into(unit).value)
}
`,
    others: [
      { path: 'measure/Dimension.kt', swap: { measureUnit: 'dimension', measure: 'quantity' }, licence: 'apache' },
    ],
  },
  {
    family: 'near-repetition-translated-table',
    path: 'app/Plural.php',
    near: 'repetition',
    text: file`
<?php

namespace App\I18n;

/** Picks the form of a noun for a number, after the rules of the language. */
final class Plural
{
    /** Forms in the order of the rule of each language. */
    private const NOUNS = [
        'file' => [
            'en' => ['file', 'files'],
            'de' => ['Datei', 'Dateien'],
            'fr' => ['fichier', 'fichiers'],
            'pl' => ['plik', 'pliki', 'plików'],
            'ru' => ['файл', 'файла', 'файлов'],
        ],
        'day' => [
            'en' => ['day', 'days'],
            'de' => ['Tag', 'Tage'],
            'fr' => ['jour', 'jours'],
            'pl' => ['dzień', 'dni', 'dni'],
            'ru' => ['день', 'дня', 'дней'],
        ],
    ];

    public static function of(string $noun, int $count, string $language): string
    {
        $forms = self::NOUNS[$noun][$language] ?? self::NOUNS[$noun]['en'];

        return $count . ' ' . $forms[min(self::form($count, $language), count($forms) - 1)];
    }

    private static function form(int $count, string $language): int
    {
        $last = $count % 10;
        $isTeen = intdiv($count % 100, 10) === 1;

        return match ($language) {
            'fr' => $count > 1 ? 1 : 0,
            'pl' => $count === 1 ? 0 : ($last >= 2 && $last <= 4 && !$isTeen ? 1 : 2),
            'ru' => $last === 1 && !$isTeen ? 0 : ($last >= 2 && $last <= 4 && !$isTeen ? 1 : 2),
            default => $count === 1 ? 0 : 1,
        };
    }
}
`,
  },
]
