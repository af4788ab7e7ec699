using System.Buffers;
using System.Text.Json;
using Psutil.Tool.Text;

namespace Psutil.Tool.Top.Preferences;

/// <summary>The JSON of preferences. What it does not name has its usual value.</summary>
internal static class PreferencesJson
{
    /// <summary>The version of the format. An older program leaves a newer file alone.</summary>
    public const int Version = 1;

    /// <exception cref="FormatException">It is not the JSON of preferences, or of a newer version.</exception>
    public static TopPreferences Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.GetProperty("version").GetInt32() is var version && version is < 1 or > Version)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"its version {version} is not known"));
            }

            TopPreferences usual = new();
            return usual with
            {
                Sort = Text(root, "sort") ?? usual.Sort,
                IsReversed = Flag(root, "reversed"),
                IsTree = Flag(root, "tree"),
                Grouping = Text(root, "group") ?? "",
                Arguments = ArgumentForms.Parse(Text(root, "arguments")),
                ShowsKernelThreads = Flag(root, "kernel_threads"),
                ShowsIO = Flag(root, "io"),
                IsPercentOfMachine = Flag(root, "cpu_percent_of_machine"),
                Theme = Text(root, "theme") ?? usual.Theme,
                HiddenColumns = Text(root, "hidden_columns") ?? "",
                ExtraColumns = Text(root, "extra_columns") ?? "",
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("it is not valid", exception);
        }
    }

    public static ReadOnlyMemory<byte> Write(TopPreferences preferences)
    {
        ArrayBufferWriter<byte> output = new();
        using Utf8JsonWriter writer = new(output, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("sort", preferences.Sort);
        writer.WriteBoolean("reversed", preferences.IsReversed);
        writer.WriteBoolean("tree", preferences.IsTree);
        writer.WriteString("group", preferences.Grouping);
        if (preferences.Arguments is { } form)
        {
            writer.WriteString("arguments", ArgumentForms.NameOf(form));
        }

        writer.WriteBoolean("kernel_threads", preferences.ShowsKernelThreads);
        writer.WriteBoolean("io", preferences.ShowsIO);
        writer.WriteBoolean("cpu_percent_of_machine", preferences.IsPercentOfMachine);
        writer.WriteString("theme", preferences.Theme);
        writer.WriteString("hidden_columns", preferences.HiddenColumns);
        writer.WriteString("extra_columns", preferences.ExtraColumns);
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static bool Flag(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) && value.GetBoolean();
}
