namespace Psutil.Recording;

/// <summary>What a frame is. A number of a file: never renumbered; a reader passes over those that it does not know.</summary>
internal enum FrameKind : byte
{
    None = 0,

    /// <summary>A sample on its own.</summary>
    Whole = 1,

    /// <summary>What has changed since the sample before.</summary>
    Difference = 2,
}
