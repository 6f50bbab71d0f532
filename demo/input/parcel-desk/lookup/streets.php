<?php

declare(strict_types=1);

/** Spells street names one way, so that two spellings of one street meet in one round. */
final class Streets
{
    private const ENDINGS = ['str.' => 'street', 'st.' => 'street', 'rd.' => 'road', 'av.' => 'avenue'];

    public static function normalise(string $name): string
    {
        $words = preg_split('/\s+/', trim(mb_strtolower($name))) ?: [];
        $last = array_pop($words);
        if ($last === null) {
            return '';
        }
        $words[] = self::ENDINGS[$last] ?? $last;

        return implode(' ', $words);
    }

    /** @param list<string> $names */
    public static function groups(array $names): array
    {
        $groups = [];
        foreach ($names as $name) {
            $groups[self::normalise($name)][] = $name;
        }
        ksort($groups);

        return $groups;
    }
}
