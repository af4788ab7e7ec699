using System.Text;

namespace Psutil.Tool.Platform;

/// <summary>
/// A Windows console as a stream of UTF-8. The console is given characters: bytes it would take for those of its code page, which is
/// rarely that of UTF-8, whatever the variables say that name a locale.
/// </summary>
/// <param name="write">Writes characters; false if the console refuses them.</param>
/// <param name="ignoresFailure">Whether to ignore failed writes.</param>
internal sealed class ConsoleTextStream(Func<ReadOnlyMemory<char>, bool> write, bool ignoresFailure) : WriteOnlyStream
{
    // Older consoles refuse more than 64 KiB at once.
    private const int MostCharacters = 8192;

    // A character may be divided between two writes.
    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();
    private readonly char[] _characters = new char[MostCharacters];

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            _decoder.Convert(buffer, _characters, flush: false, out int bytes, out int characters, out _);
            buffer = buffer[bytes..];
            if (characters > 0 && !write(_characters.AsMemory(0, characters)) && !ignoresFailure)
            {
                throw new IOException("the console does not take what is written to it");
            }
        }
    }
}
