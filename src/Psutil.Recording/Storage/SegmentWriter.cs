using System.Buffers.Binary;

namespace Psutil.Recording;

/// <summary>
/// Appends frames to a segment. A frame is there whole or not at all, unless this process or the machine ends meanwhile, and so is a
/// segment with at least one frame: on a disk that is full for weeks, every sample would leave an empty file.
/// </summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly FileStream _file;

    private SegmentWriter(FileStream file, SegmentName name) => (_file, Name) = (file, name);

    /// <summary>Begins a segment.</summary>
    /// <exception cref="IOException">The header could not be written, and the file is removed.</exception>
    public static SegmentWriter Create(FileStream file, SegmentName name)
    {
        SegmentWriter writer = new(file, name);
        Span<byte> header = stackalloc byte[SegmentFormat.HeaderSize];
        header.Clear();
        SegmentFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[SegmentFormat.Magic.Length..], SegmentFormat.Version);
        try
        {
            writer.Write(header);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
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

    public void Dispose()
    {
        bool isEmpty = Length <= SegmentFormat.HeaderSize;
        _file.Dispose();
        if (!isEmpty)
        {
            return;
        }

        try
        {
            File.Delete(_file.Name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It goes when it is old.
        }
    }
}
