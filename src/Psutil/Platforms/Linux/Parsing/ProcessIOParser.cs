using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/proc/PID/io</c> (fs/proc/base.c, do_io_accounting): <c>name: number</c> lines.</summary>
internal static class ProcessIOParser
{
    public static bool TryParse(ReadOnlySpan<byte> text, out ProcessIOCounters counters, [NotNullWhen(false)] out string? malformed)
    {
        long? readChars = null, writeChars = null, readCount = null, writeCount = null, readBytes = null, writeBytes = null;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            int colon = line.IndexOf((byte)':');
            if (colon < 0 || !Ascii.TryParse(Ascii.Trim(line[(colon + 1)..]), out long value))
            {
                continue;
            }

            switch (line[..colon])
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
            readCount is null ? "syscr" :
            writeCount is null ? "syscw" :
            readBytes is null ? "read_bytes" :
            writeBytes is null ? "write_bytes" :
            null;
        counters = new ProcessIOCounters(readCount.GetValueOrDefault(), writeCount.GetValueOrDefault(), readBytes, writeBytes, readChars, writeChars);
        return malformed is null;
    }
}
