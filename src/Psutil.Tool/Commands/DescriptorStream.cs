using System.Runtime.InteropServices;

namespace Psutil.Tool.Commands;

/// <summary>
/// Writes to a Unix file descriptor where it stands. .NET's console stream swallows EPIPE, so that a watch would go on for ever into a pipe that nobody reads,
/// and starts a thread for signals first; its file stream writes at an offset of its own, over what others wrote to the same descriptor.
/// </summary>
internal sealed unsafe partial class DescriptorStream(int descriptor) : Stream
{
    private const int Interrupted = 4;
    private const short PollOut = 4;

    // EAGAIN: whoever shares the descriptor has made it non-blocking.
    private static readonly int _wouldBlock = OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>Whether it does not matter if nobody takes what is written.</summary>
    public bool IgnoresFailure { get; init; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            for (int written = 0; written < buffer.Length;)
            {
                nint count = Write(descriptor, start + written, buffer.Length - written);
                if (count >= 0)
                {
                    written += (int)count;
                    continue;
                }

                int error = Marshal.GetLastPInvokeError();
                if (error == _wouldBlock)
                {
                    PollEntry entry = new() { Descriptor = descriptor, Events = PollOut };
                    _ = Poll(&entry, 1, -1);
                }
                else if (error != Interrupted)
                {
                    if (IgnoresFailure)
                    {
                        return;
                    }

                    throw new IOException($"standard output: {Marshal.GetPInvokeErrorMessage(error)}", error);
                }
            }
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollEntry* entries, nuint count, int timeout);

    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
