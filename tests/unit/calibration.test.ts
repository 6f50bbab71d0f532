// What counts as code where quality is calibrated on real packages.
import { expect, test } from 'vitest'
import { isCode } from '../../bench/calibration.ts'

test('tests and documentation are aside, and code that only sounds like them is not', () => {
  const asides = [
    'pkg/tests/a.py',
    'src/x_test.go',
    'a/b.spec.ts',
    'test_x.py',
    'docs/conf.py',
    'README.md',
    'example/a.js',
  ]
  expect(asides.filter(isCode)).toEqual([])
  const code = [
    'src/testing.ts',
    'src/latest/a.ts',
    'src/contest.py',
    'docstring.py',
    'src/spectrum.c',
    'attestation/x.go',
  ]
  expect(code.filter((path) => !isCode(path))).toEqual([])
})
