using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/proc/PID/io</c> (fs/proc/base.c, do_io_accounting): <c>name: number</c> lines.</summary>
internal static class ProcPidIO
{
    public static bool TryParse(ReadOnlySpan<byte> text, out ProcessIOCounters counters, [NotNullWhen(false)] out string? malformed)
    {
        long? readChars = null,
            writeChars = null,
            readCount = null,
            writeCount = null,
            readBytes = null,
            writeBytes = null;
        KeyedLineCursor lines = new(text);
        while (lines.MoveNext())
        {
            if (!Ascii.TryParse(Ascii.Trim(lines.Value), out long value))
            {
                continue;
            }

            switch (lines.Key)
            {
                case var key when key.SequenceEqual("rchar"u8):
                    readChars = value;
                    break;
                case var key when key.SequenceEqual("wchar"u8):
                    writeChars = value;
                    break;
                case var key when key.SequenceEqual("syscr"u8):
                    readCount = value;
                    break;
                case var key when key.SequenceEqual("syscw"u8):
                    writeCount = value;
                    break;
                case var key when key.SequenceEqual("read_bytes"u8):
                    readBytes = value;
                    break;
                case var key when key.SequenceEqual("write_bytes"u8):
                    writeBytes = value;
                    break;
                default:
                    break;
            }
        }

        malformed =
            readCount is null ? "syscr"
            : writeCount is null ? "syscw"
            : readBytes is null ? "read_bytes"
            : writeBytes is null ? "write_bytes"
            : null;
        counters = new ProcessIOCounters
        {
            ReadCount = readCount.GetValueOrDefault(),
            WriteCount = writeCount.GetValueOrDefault(),
            ReadBytes = readBytes,
            WriteBytes = writeBytes,
            ReadChars = readChars,
            WriteChars = writeChars,
        };
        return malformed is null;
    }
}
