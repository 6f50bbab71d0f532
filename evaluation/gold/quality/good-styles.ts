// Good CSS and SCSS: layouts whose properties repeat.
import { type Body, file } from './kit.ts'

export const styleBodies: readonly Body[] = [
  {
    family: 'css-card-layout',
    path: 'static/css/cards.css',
    near: 'repetition',
    text: file`
:root {
  --gap: 1rem;
  --ink: #22303c;
  --paper: #fffdf8;
  --accent: #b3541e;
}

.cards {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr));
  gap: var(--gap);
  padding: var(--gap);
}

.card {
  display: flex;
  flex-direction: column;
  border: 1px solid rgb(0 0 0 / 12%);
  border-radius: 0.5rem;
  background: var(--paper);
  color: var(--ink);
  overflow: hidden;
}

.card:focus-within {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}
@@
.card__image {
  aspect-ratio: 16 / 9;
  object-fit: cover;
}

.card__title {
  margin: 0;
  padding: 0.75rem var(--gap) 0;
  font-size: 1.125rem;
}

.card__text {
  margin: 0;
  padding: 0.5rem var(--gap);
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 3;
  overflow: hidden;
}

.card__footer {
  margin-top: auto;
  padding: 0.5rem var(--gap) 0.75rem;
  display: flex;
  justify-content: space-between;
}
@@
@media (max-width: 40rem) {
  .cards {
    grid-template-columns: 1fr;
  }

  .card {
    flex-direction: row;
  }

  .card__image {
    width: 6rem;
    aspect-ratio: 1;
  }
}

@media (prefers-reduced-motion: no-preference) {
  .card {
    transition: transform 120ms ease-out;
  }

  .card:hover {
    transform: translateY(-2px);
  }
}
`,
    others: [
      { path: 'css/tiles.css', keep: [2], swap: { card: 'tile', accent: 'focus', footer: 'actions' }, licence: 'mit' },
    ],
  },
  {
    family: 'scss-buttons',
    path: 'src/styles/_buttons.scss',
    text: file`
@use 'sass:color';
@use 'sass:map';
@use 'tokens' as *;

$kinds: (
  'primary': $blue-600,
  'danger': $red-600,
  'quiet': $grey-200,
);

@mixin focus-ring($colour) {
  &:focus-visible {
    outline: none;
    box-shadow: 0 0 0 2px white, 0 0 0 4px $colour;
  }
}
@@
.button {
  display: inline-flex;
  align-items: center;
  gap: $space-2;
  padding: $space-2 $space-4;
  border: 0;
  border-radius: $radius;
  font: inherit;
  cursor: pointer;

  &[disabled] {
    opacity: 0.5;
    cursor: not-allowed;
  }

  > svg {
    width: 1em;
    height: 1em;
  }

  @each $kind, $colour in $kinds {
    &--#{$kind} {
      background: $colour;
      color: if(color.lightness($colour) > 60%, $grey-900, white);
      @include focus-ring($colour);

      &:hover:not([disabled]) {
        background: color.adjust($colour, $lightness: -6%);
      }
    }
  }
}
@@
.button-group {
  display: inline-flex;

  .button {
    border-radius: 0;

    &:first-child {
      border-radius: $radius 0 0 $radius;
    }

    &:last-child {
      border-radius: 0 $radius $radius 0;
    }
  }
}
`,
    others: [
      { path: 'theme/chips.scss', keep: [1], swap: { button: 'chip', danger: 'warning' }, licence: 'mpl', indent: 4 },
    ],
  },
]
