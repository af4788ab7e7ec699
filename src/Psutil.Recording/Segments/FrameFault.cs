namespace Psutil.Recording;

/// <summary>Why no frame could be read.</summary>
internal enum FrameFault
{
    None = 0,

    /// <summary>The file ends before the frame does: it was being written, and the recorder or the machine ended.</summary>
    CutShort,

    /// <summary>Its checksum is wrong, or its lengths are impossible.</summary>
    Damaged,
}
