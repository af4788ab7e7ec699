namespace Psutil.Recording;

/// <summary>A frame of a segment.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Position">Where its content begins in the file.</param>
internal readonly record struct Frame(FrameHeader Header, int Position);
