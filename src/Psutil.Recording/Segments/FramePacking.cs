namespace Psutil.Recording;

/// <summary>How a frame's content is compressed. A number of a file: never renumbered.</summary>
internal enum FramePacking : byte
{
    None = 0,

    Brotli = 1,
}
