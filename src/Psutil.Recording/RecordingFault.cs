namespace Psutil.Recording;

/// <summary>A place of a recording beyond which a file cannot be read. What stands before it can.</summary>
public sealed record RecordingFault
{
    /// <summary>The path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>How many bytes from its beginning can be read.</summary>
    public required long Position { get; init; }

    /// <summary>What is wrong, in words.</summary>
    public required string Reason { get; init; }
}
