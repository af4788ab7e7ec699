namespace Psutil;

/// <summary>Extensions of <see cref="ProcessFields"/>.</summary>
internal static class ProcessFieldsExtensions
{
    /// <summary>All fields, and those that are read only if they are named.</summary>
    public const ProcessFields Known = ProcessFields.All | ProcessFields.Gpu | ProcessFields.NetworkIO;

    /// <summary>Whether the set has at least one of the given fields.</summary>
    public static bool Wants(this ProcessFields fields, ProcessFields some) => (fields & some) != 0;
}
