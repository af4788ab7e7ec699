using System.Text.Json;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The names of containers in the JSON files of their runtimes.</summary>
internal static class ContainerConfig
{
    /// <summary>The maximum number of containers in one list.</summary>
    public const int MostContainers = 16 * 1024;

    /// <summary>The maximum size of one list, in bytes.</summary>
    public const int LongestList = 16 * 1024 * 1024;

    // Runtimes allow 63 to 255 characters.
    private const int LongestName = 256;

    /// <summary>
    /// The name in Docker's <c>config.v2.json</c>, which has <c>"Name": "/web"</c>; null if there is none.
    /// </summary>
    public static string? FindDockerName(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader reader = new(text);
        try
        {
            while (ReadMember(ref reader, depth: 1))
            {
                if (reader.ValueTextEquals("Name"u8))
                {
                    return ReadName(ref reader)?.TrimStart('/') is { Length: > 0 } name ? name : null;
                }

                reader.Skip();
            }
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            // It has no name that could be read.
        }

        return null;
    }

    /// <summary>
    /// The first of some annotations that the <c>config.json</c> of a bundle has, as the specification of OCI lays it out; null if it has
    /// none of them.
    /// </summary>
    /// <param name="text">The file.</param>
    /// <param name="keys">The annotations, the best first.</param>
    public static string? FindAnnotation(ReadOnlySpan<byte> text, ReadOnlySpan<string> keys)
    {
        string? found = null;
        int best = keys.Length;
        Utf8JsonReader reader = new(text);
        try
        {
            while (ReadMember(ref reader, depth: 1))
            {
                if (!reader.ValueTextEquals("annotations"u8) || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                {
                    reader.Skip();
                    continue;
                }

                while (ReadMember(ref reader, depth: 2))
                {
                    int index = IndexOf(ref reader, keys[..best]);
                    if (index >= 0 && ReadName(ref reader) is { Length: > 0 } name)
                    {
                        (best, found) = (index, name);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }

                return found;
            }
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            // What was found before counts.
        }

        return found;
    }

    /// <summary>
    /// Adds the names of a list of containers/storage, which Podman and CRI-O have: <c>[{"id": …, "names": ["web"]}]</c>.
    /// </summary>
    /// <param name="text">The list.</param>
    /// <param name="names">The names by ID.</param>
    /// <param name="most">How many names there can be.</param>
    public static void AddStoredNames(ReadOnlySpan<byte> text, Dictionary<string, string> names, int most = MostContainers)
    {
        Utf8JsonReader reader = new(text);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return;
            }

            while (names.Count < most && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                string? id = null;
                string? name = null;
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    if (reader.ValueTextEquals("id"u8))
                    {
                        id = ReadName(ref reader);
                    }
                    else if (reader.ValueTextEquals("names"u8))
                    {
                        name = ReadFirst(ref reader);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }

                if (id is not null && name is { Length: > 0 })
                {
                    names[id] = name;
                }
            }
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            // The containers before it have their names.
        }
    }

    /// <summary>Reads up to the next member of an object at a depth; false at its end.</summary>
    private static bool ReadMember(ref Utf8JsonReader reader, int depth)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth)
            {
                return true;
            }

            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth < depth)
            {
                return false;
            }
        }

        return false;
    }

    private static int IndexOf(ref Utf8JsonReader reader, ReadOnlySpan<string> keys)
    {
        for (int index = 0; index < keys.Length; index++)
        {
            if (reader.ValueTextEquals(keys[index]))
            {
                return index;
            }
        }

        return -1;
    }

    private static string? ReadName(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        return reader.ValueSpan.Length <= LongestName ? reader.GetString() : null;
    }

    private static string? ReadFirst(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        string? first = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (first is null && reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= LongestName)
            {
                first = reader.GetString();
            }

            reader.Skip();
        }

        return first;
    }

    // GetString throws InvalidOperationException for what is not UTF-8.
    private static bool IsMalformed(Exception exception) => exception is JsonException or InvalidOperationException;
}
