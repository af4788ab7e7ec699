namespace Psutil.Platforms.Bsd.Interop;

/// <summary>
/// Names the C structure of a structure. Its fields have the names of the system's headers, so that a test can compare each size and offset
/// with the tables made from those headers, for every architecture and version.
/// </summary>
[AttributeUsage(AttributeTargets.Struct, AllowMultiple = true)]
internal sealed class NativeLayoutAttribute(string name) : Attribute
{
    /// <summary>The C structure.</summary>
    public string Name { get; } = name;

    /// <summary>The systems that have this layout. Only set for a structure in the shared folder.</summary>
    public BsdSystems Systems { get; init; }

    /// <summary>The versions that have this layout, separated by commas; all if null.</summary>
    public string? Versions { get; init; }

    /// <summary>Whether newer versions have a longer structure. The caller passes the kernel the size that it knows.</summary>
    public bool IsPrefix { get; init; }

    /// <summary>
    /// The first field of a run of fields that several structures share; null if this is the whole structure. The containing structure can
    /// give the run any field name.
    /// </summary>
    public string? First { get; init; }
}
