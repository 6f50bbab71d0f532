// Blocks copied again and again, with one number changed or none.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, lines } from './kit.ts'
import { different, functionName } from './vocabulary.ts'

/** The block as often, numbered where it says N. */
const copies = (count: number, block: string): string =>
  lines(count, (index) => block.replaceAll('%N', String(index + 1)))

export const repeatedBlocks = (random: Random): readonly GoldCase[] => [
  bad(
    'repetition-copied-tests-java',
    'src/test/java/AllTests.java',
    'repetition',
    `import org.junit.Test;
import static org.junit.Assert.*;

public class AllTests {
${copies(
  14,
  `
    @Test
    public void test%N() {
        Calculator calculator = new Calculator();
        calculator.reset();
        calculator.enter("12");
        calculator.press("+");
        calculator.enter("30");
        calculator.press("=");
        assertNotNull(calculator.display());
        assertEquals("42", calculator.display());
        assertFalse(calculator.hasError());
    }`,
)}
}
`,
  ),
  bad(
    'repetition-copied-selenium',
    'tests/test_pages.py',
    'repetition',
    `from selenium import webdriver
import time
driver = webdriver.Chrome()
${copies(
  16,
  `
driver.get("http://localhost:8000/login")
time.sleep(2)
driver.find_element_by_id("name").send_keys("admin")
driver.find_element_by_id("word").send_keys("secret")
driver.find_element_by_id("submit").click()
time.sleep(2)
assert "Welcome" in driver.page_source
driver.find_element_by_id("logout").click()
time.sleep(1)`,
)}
driver.quit()
`,
  ),
  bad(
    'repetition-copied-html-rows',
    'www/prices.html',
    'repetition',
    `<html>
<head><title>Prices</title></head>
<body>
<h1>Prices of the season</h1>
<table>
${copies(
  15,
  `<tr>
<td>Double room with a bath and a view of the lake</td>
<td>Breakfast is included from seven to ten</td>
<td>from 80 euros for two persons</td>
<td>Children below six years sleep for free</td>
<td>Ask at the desk for longer stays</td>
</tr>`,
)}
</table></body></html>
`,
  ),
  bad(
    'repetition-copied-css-rules',
    'css/icons.css',
    'repetition',
    copies(
      30,
      `.icon-%N {
  display: inline-block;
  width: 16px;
  height: 16px;
  background-image: url(sprite.png);
  background-repeat: no-repeat;
  vertical-align: middle;
  text-indent: -9999px;
}`,
    ),
  ),
  bad(
    'repetition-copied-branches-c',
    'src/leds.c',
    'repetition',
    `#include "leds.h"

void update(void)
{
${copies(
  22,
  `    if (buttons & pressed) {
        leds |= active;
        counter++;
        delay(10);
        write_port(leds);
    } else {
        leds &= ~active;
        write_port(leds);
    }
    buttons >>= 1;`,
)}
}
`,
  ),
  bad(
    'repetition-copied-drawing-java',
    'Picture.java',
    'repetition',
    `import java.awt.*;

class Picture extends Canvas {
    public void paint(Graphics g) {
${copies(
  26,
  `        g.setColor(Color.RED);
        g.fillRect(x, y, 20, 20);
        g.setColor(Color.BLACK);
        g.drawRect(x, y, 20, 20);
        x = x + 25;
        g.drawLine(x, y, x + 20, y);`,
)}
    }
}
`,
  ),
  bad(
    'repetition-pasted-file-js',
    'js/slider.js',
    'repetition',
    copies(
      9,
      `// slider
function nextSlide() {
  current = current + 1;
  if (current >= slides.length) {
    current = 0;
  }
  for (var i = 0; i < slides.length; i++) {
    slides[i].style.display = "none";
  }
  slides[current].style.display = "block";
  dots[current].className += " active";
}
window.setInterval(nextSlide, 4000);
`,
    ),
  ),
  bad(
    'repetition-copied-scenes',
    'scenes/level.gd',
    'repetition',
    `extends Node2D

func _ready():
${copies(
  24,
  `	var enemy = preload("res://enemy.tscn").instance()
	enemy.position = Vector2(x, y)
	enemy.speed = 40
	enemy.health = 3
	add_child(enemy)
	x += 64`,
)}
`,
  ),
  bad(
    'repetition-copied-vhdl',
    'tb/testbench.vhd',
    'repetition',
    `library ieee;
use ieee.std_logic_1164.all;

architecture sim of testbench is
begin
  process
  begin
${copies(
  20,
  `    clk <= '0';
    wait for 10 ns;
    clk <= '1';
    wait for 10 ns;
    assert q = expected report "wrong output" severity error;`,
)}
    wait;
  end process;
end sim;
`,
  ),
  bad(
    'repetition-copied-workflow',
    '.gitlab-ci.yml',
    'repetition',
    `stages: [test]

${copies(
  18,
  `test-%N:
  stage: test
  image: python:3.9
  before_script:
    - pip install --upgrade pip
    - pip install -r requirements.txt
  script:
    - pytest --maxfail=1 tests
  only:
    - master`,
)}
`,
  ),
  bad(
    'repetition-licence-in-each-part',
    'lib/all.rb',
    'repetition',
    `${different(random, 12, functionName)
      .map(
        (name) => `# Permission is hereby granted, free of charge, to any person obtaining
# a copy of this software and associated documentation files, to deal
# in the Software without restriction, including without limitation
# the rights to use, copy, modify, merge, publish and distribute it.
# The above copyright notice shall be included in all copies.
# THE SOFTWARE IS PROVIDED AS IS, WITHOUT WARRANTY OF ANY KIND.
require 'helpers/${name}'
# ----------------------------------------------------------------`,
      )
      .join('\n')}
`,
  ),
]
