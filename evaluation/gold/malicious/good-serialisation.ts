// Reading of one's own objects.
import type { Family } from './family.ts'

export const goodSerialisation: readonly Family[] = [
  {
    family: 'pickle-own-cache',
    positive: false,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['src/cache.py', 'lib/memo.py'],
        imports: `import functools
import hashlib
import pickle
from pathlib import Path as _Path`,
        body: `CACHE = _Path.home() / ".cache" / "parcels"


def cached(function):
    """Keeps results on the disk, in the user's own cache."""
    @functools.wraps(function)
    def wrapper(*arguments):
        name = hashlib.sha256(repr((function.__name__, arguments)).encode()).hexdigest()
        path = CACHE / name
        if path.exists():
            return pickle.loads(path.read_bytes())
        result = function(*arguments)
        CACHE.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(result))
        return result
    return wrapper`,
      },
    ],
  },
  {
    family: 'reduce-for-exceptions',
    positive: false,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['src/errors.py', 'pkg/points.py'],
        body: `class ParseError(Exception):
    def __init__(self, message, line):
        super().__init__(message)
        self.message, self.line = message, line

    def __reduce__(self):
        # exceptions with more than one argument do not come back from worker processes otherwise
        return type(self), (self.message, self.line)


class Lazy:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Lazy, (self.path,)`,
      },
    ],
  },
  {
    family: 'restricted-unpickler',
    positive: false,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['safe/pickle_loader.py'],
        imports: `import builtins
import io
import pickle`,
        body: `SAFE = {"range", "complex", "set", "frozenset", "slice"}


class RestrictedUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        # os.system, subprocess.Popen, builtins.eval and the like end here
        if module == "builtins" and name in SAFE:
            return getattr(builtins, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed")


def restricted_loads(data):
    return RestrictedUnpickler(io.BytesIO(data)).load()`,
      },
      {
        paths: ['train/weights.py'],
        imports: `import torch`,
        body: `def load_weights(model, path, device="cpu"):
    state = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(state["model"] if "model" in state else state)
    model.eval()
    return model`,
      },
    ],
  },
  {
    family: 'yaml-custom-tags',
    positive: false,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['docs/mkdocs.yml'],
        whole: `site_name: Fieldbook
theme:
  name: material
  features: [navigation.tabs, content.code.copy]
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
nav:
  - Home: index.md
  - API: api.md`,
      },
      {
        paths: ['cloudformation/api.yaml'],
        whole: `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs20.x
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Code:
        ZipFile: !Sub |
          exports.handler = async () => ({ statusCode: 200, body: process.env.AWS_REGION })
      Environment:
        Variables:
          TABLE: !Ref Table
  Table:
    Type: AWS::DynamoDB::Table`,
      },
    ],
  },
  {
    family: 'java-object-input-filter',
    positive: false,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['src/main/java/com/acme/utils/Snapshots.java'],
        imports: `import java.io.*;
import java.nio.file.*;`,
        body: `private static final ObjectInputFilter FILTER = ObjectInputFilter.Config.creat⟦join⟧
eFilter("com.acme.**;java.util.*;java.lang.*;!*");

static Object read(Path path) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(path))) {
        in.setObjectInputFilter(FILTER);
        return in.readObject();
    }
}`,
      },
      {
        paths: ['lib/session.php'],
        body: `function load_session(string $file): array
{
    $data = @unserialize((string) file_get_contents($file), ['allowed_classes' => false]);
    return is_array($data) ? $data : [];
}`,
      },
    ],
  },
  {
    family: 'ruby-marshal-cache',
    positive: false,
    classes: ['deserialisation'],
    variants: [
      {
        paths: ['lib/cache.rb', 'lib/store.rb'],
        imports: `require 'fileutils'`,
        body: `class DiskCache
  def initialize(root) = @root = root

  def fetch(key)
    path = File.join(@root, key.to_s.unpack1('H*'))
    return Marshal.load(File.binread(path)) if File.exist?(path)

    yield.tap do |value|
      FileUtils.mkdir_p(@root)
      File.binwrite(path, Marshal.dump(value))
    end
  end
end`,
      },
    ],
  },
]
