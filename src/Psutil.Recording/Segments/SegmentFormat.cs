namespace Psutil.Recording;

/// <summary>
/// The form of a segment's file: a header of 16 bytes (eight that say what it is, the version, 6 unused) and frames until its end.
/// </summary>
internal static class SegmentFormat
{
    public const int HeaderSize = 16;

    /// <summary>Raised when a reader of the version before could not read a segment any more.</summary>
    public const ushort Version = 1;

    /// <summary>No reader takes a longer file.</summary>
    public const long MostLength = 128L << 20;

    /// <summary>
    /// No reader keeps more rows that have appeared since a whole sample, whose maker may be somebody else. A recorder writes a whole
    /// sample when there are half as many.
    /// </summary>
    public const int MostRows = 1_000_000;

    /// <summary>No reader unpacks more bytes from a whole sample to one that builds on it. A recorder keeps to half of that.</summary>
    public const long MostUnpacked = 1L << 30;

    /// <summary>What a segment begins with. The bytes beyond ASCII and the line ends show a file that was changed as a text.</summary>
    public static ReadOnlySpan<byte> Magic => "\u00b6PSR\r\n\n"u8;
}
