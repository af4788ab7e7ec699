using System.Buffers.Text;

namespace Psutil.Platforms.Linux;

/// <summary>
/// A relative path built in a stack buffer, with the NUL that the kernel needs, so that files that are read often do not cost a string.
/// </summary>
internal ref struct KernelPath(Span<byte> buffer)
{
    /// <summary>Enough for any path of numbers and known names below a process's directory.</summary>
    public const int Room = 64;

    private readonly Span<byte> _buffer = buffer;
    private int _length;

    /// <summary>The path with its NUL.</summary>
    public readonly ReadOnlySpan<byte> Terminated
    {
        get
        {
            _buffer[_length] = 0;
            return _buffer[..(_length + 1)];
        }
    }

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }

    public void Append(int number)
    {
        Utf8Formatter.TryFormat(number, _buffer[_length..], out int written);
        _length += written;
    }

    /// <summary><c>PID/file</c>.</summary>
    public static ReadOnlySpan<byte> OfProcess(int pid, ReadOnlySpan<byte> file, Span<byte> buffer)
    {
        KernelPath path = new(buffer);
        path.Append(pid);
        path.Append("/"u8);
        path.Append(file);
        return path.Terminated;
    }
}
