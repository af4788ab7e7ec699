namespace Psutil;

/// <summary>Extensions of <see cref="ProcessFields"/>.</summary>
internal static class ProcessFieldsExtensions
{
    /// <summary>Every field that there is, also those that <see cref="ProcessFields.All"/> leaves out.</summary>
    public const ProcessFields Every = ProcessFields.All | ProcessFields.NetworkIO;

    /// <summary>Whether the set has at least one of the given fields.</summary>
    public static bool Wants(this ProcessFields fields, ProcessFields some) => (fields & some) != 0;
}
