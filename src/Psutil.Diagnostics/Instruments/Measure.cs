namespace Psutil.Diagnostics;

/// <summary>Makes measurements and their attributes.</summary>
internal static class Measure
{
    // A mount point can have 4,096 bytes, and a back end keeps the text of every series.
    private const int LongestText = 512;

    /// <summary>An attribute.</summary>
    public static KeyValuePair<string, object?> Tag(string key, object? value) => new(key, value);

    /// <summary>
    /// An attribute whose value others chose: without what is not text, because exporters encode it as UTF-8, and cut to 512 characters.
    /// </summary>
    public static KeyValuePair<string, object?> TextTag(string key, string text) => new(key, Text(text));

    /// <summary>A text that others chose, as the value of an attribute.</summary>
    public static string Text(string text)
    {
        string safe = OSText.Escape(text);
        if (safe.Length <= LongestText)
        {
            return safe;
        }

        // Not between the two halves of a character.
        return safe[..(char.IsHighSurrogate(safe[LongestText - 1]) ? LongestText - 1 : LongestText)];
    }

    /// <summary>One measurement, or none if the value is unknown.</summary>
    public static IEnumerable<Measurement<T>> One<T>(T? value, params KeyValuePair<string, object?>[] tags)
        where T : struct => value is { } known ? [new Measurement<T>(known, tags)] : [];

    /// <summary>The measurements of the values that are known, which differ in one attribute.</summary>
    public static IEnumerable<Measurement<T>> Each<T>(string key, params (string Tag, T? Value)[] values)
        where T : struct => Each([], key, values);

    /// <inheritdoc cref="Each{T}(string, ValueTuple{string, T?}[])"/>
    /// <param name="common">The attributes of all.</param>
    /// <param name="key">The attribute in which they differ.</param>
    /// <param name="values">The values of the attribute and of the measurements.</param>
    public static IEnumerable<Measurement<T>> Each<T>(
        KeyValuePair<string, object?>[] common,
        string key,
        params (string Tag, T? Value)[] values
    )
        where T : struct
    {
        foreach ((string tag, T? value) in values)
        {
            if (value is { } known)
            {
                yield return new Measurement<T>(known, [.. common, new KeyValuePair<string, object?>(key, tag)]);
            }
        }
    }
}
