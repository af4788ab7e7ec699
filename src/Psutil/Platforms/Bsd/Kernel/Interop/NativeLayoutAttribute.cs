namespace Psutil.Platforms.Bsd.Interop;

/// <summary>
/// Which C structure a structure stands for. Its fields bear the names that they have in the system's headers, so that a test can hold each
/// size and offset to the tables made from those headers, for every architecture and version.
/// </summary>
[AttributeUsage(AttributeTargets.Struct, AllowMultiple = true)]
internal sealed class NativeLayoutAttribute(string name) : Attribute
{
    /// <summary>The C structure.</summary>
    public string Name { get; } = name;

    /// <summary>The systems that lay it out so. Only a structure in the folder that they share names any.</summary>
    public BsdSystems Systems { get; init; }

    /// <summary>The versions that have this layout, separated by commas; all if null.</summary>
    public string? Versions { get; init; }

    /// <summary>The caller passes the size that it knows to the kernel, and newer versions have a longer structure.</summary>
    public bool IsPrefix { get; init; }

    /// <summary>
    /// The field with which a run of fields begins that is alike in several structures; null if this is the whole structure. What holds the
    /// run names its field as it likes.
    /// </summary>
    public string? First { get; init; }
}
