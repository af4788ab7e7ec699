using System.Buffers.Binary;

namespace Psutil.Recording;

/// <summary>Appends frames to a segment. A frame is there whole or not at all, unless this process or the machine ends meanwhile.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly FileStream _file;

    public SegmentWriter(FileStream file, SegmentName name)
    {
        _file = file;
        Name = name;
        Span<byte> header = stackalloc byte[SegmentFormat.HeaderSize];
        header.Clear();
        SegmentFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[SegmentFormat.Magic.Length..], SegmentFormat.Version);
        _file.Write(header);
        Length = header.Length;
    }

    public SegmentName Name { get; }

    public long Length { get; private set; }

    /// <exception cref="IOException">The frame could not be written, and nothing of it is left.</exception>
    public void Write(ReadOnlySpan<byte> frame)
    {
        try
        {
            _file.Write(frame);
            Length += frame.Length;
        }
        catch (IOException)
        {
            // A disk that was full has taken a part.
            _file.SetLength(Length);
            _file.Position = Length;
            throw;
        }
    }

    public void Dispose() => _file.Dispose();
}
