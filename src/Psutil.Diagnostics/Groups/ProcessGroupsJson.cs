using System.Text.Json;

namespace Psutil.Diagnostics;

/// <summary>Parses the JSON of process groups.</summary>
internal ref struct ProcessGroupsJson
{
    private const int MostRules = 1000;
    private const int MostPatterns = 1000;

    private readonly ReadOnlySpan<byte> _json;
    private readonly string? _path;
    private Utf8JsonReader _reader;

    private ProcessGroupsJson(ReadOnlySpan<byte> json, string? path)
    {
        // A byte order mark, which some editors write.
        _json = json.StartsWith("\uFEFF"u8) ? json["\uFEFF"u8.Length..] : json;
        _path = path;
        _reader = new Utf8JsonReader(
            _json,
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
    }

    public static List<ProcessGroupRule> Parse(ReadOnlySpan<byte> json, string? path)
    {
        ProcessGroupsJson parser = new(json, path);
        try
        {
            return parser.ReadDocument();
        }
        catch (JsonException exception)
        {
            string reason = exception.Message.Split(" LineNumber:")[0].TrimEnd(' ', '.');
            throw new ProcessGroupsException($"The JSON is not valid: {reason}.", exception.LineNumber.GetValueOrDefault() + 1, path);
        }
        catch (InvalidOperationException)
        {
            throw parser.Wrong("A text is not valid UTF-8.");
        }
    }

    private List<ProcessGroupRule> ReadDocument()
    {
        List<ProcessGroupRule>? rules = null;
        _reader.Read();
        Expect(JsonTokenType.StartObject, "The document must be an object with the key \"groups\".");
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = _reader.GetString()!;
            switch (key)
            {
                case "$schema":
                    _reader.Read();
                    _reader.Skip();
                    break;
                case "groups" when rules is null:
                    rules = ReadRules();
                    break;
                case "groups":
                    throw Wrong("The key \"groups\" occurs twice.");
                default:
                    throw Wrong($"Unknown key \"{OSText.Escape(key)}\": only \"groups\" is known.");
            }
        }

        // Reads to the end, so that what follows the object is refused.
        _reader.Read();
        return rules ?? throw Wrong("The key \"groups\" is missing.");
    }

    private List<ProcessGroupRule> ReadRules()
    {
        List<ProcessGroupRule> rules = [];
        _reader.Read();
        Expect(JsonTokenType.StartArray, "\"groups\" must be a list of objects.");
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(JsonTokenType.StartObject, "\"groups\" must be a list of objects.");
            if (rules.Count == MostRules)
            {
                throw Wrong($"There are more than {MostRules} groups.");
            }

            rules.Add(ReadRule());
        }

        return rules;
    }

    private ProcessGroupRule ReadRule()
    {
        ProcessGroupsException missing = Wrong("The key \"group\", the name of the group, is missing.");
        string? group = null;
        Dictionary<string, List<string>> conditions = new(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = _reader.GetString()!;
            if (key == "group")
            {
                if (group is not null)
                {
                    throw Wrong("The key \"group\" occurs twice.");
                }

                _reader.Read();
                Expect(JsonTokenType.String, "\"group\" must be a text.");
                group = _reader.GetString()!;
                if (GroupTemplate.FindMistake(group) is { } mistake)
                {
                    throw Wrong(mistake);
                }
            }
            else if (key is not ("name" or "executable" or "user" or "unit" or "container"))
            {
                throw Wrong(
                    $"Unknown key \"{OSText.Escape(key)}\": \"group\", "
                        + "\"name\", \"executable\", \"user\", \"unit\" and \"container\" are known."
                );
            }
            else if (!conditions.TryAdd(key, []))
            {
                throw Wrong($"The key \"{key}\" occurs twice.");
            }
            else
            {
                ReadPatterns(key, conditions[key]);
            }
        }

        return new ProcessGroupRule
        {
            Group = group ?? throw missing,
            Names = conditions.GetValueOrDefault("name", []),
            Executables = conditions.GetValueOrDefault("executable", []),
            Users = conditions.GetValueOrDefault("user", []),
            Units = conditions.GetValueOrDefault("unit", []),
            Containers = conditions.GetValueOrDefault("container", []),
        };
    }

    private void ReadPatterns(string key, List<string> patterns)
    {
        string expectation = $"\"{key}\" must be a text or a list of texts, and not empty.";
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartArray)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            {
                Add(ref this);
            }
        }
        else
        {
            Add(ref this);
        }

        // An empty list would match every process, which is hardly what it says.
        if (patterns.Count == 0)
        {
            throw Wrong(expectation);
        }

        void Add(ref ProcessGroupsJson parser)
        {
            parser.Expect(JsonTokenType.String, expectation);
            string pattern = parser._reader.GetString()!;
            if (pattern.Length == 0)
            {
                throw parser.Wrong(expectation);
            }

            if (patterns.Count == MostPatterns)
            {
                throw parser.Wrong($"\"{key}\" has more than {MostPatterns} patterns.");
            }

            patterns.Add(pattern);
        }
    }

    private readonly void Expect(JsonTokenType type, string reason)
    {
        if (_reader.TokenType != type)
        {
            throw Wrong(reason);
        }
    }

    private readonly ProcessGroupsException Wrong(string reason) =>
        new(reason, 1 + _json[..(int)_reader.TokenStartIndex].Count((byte)'\n'), _path);
}
