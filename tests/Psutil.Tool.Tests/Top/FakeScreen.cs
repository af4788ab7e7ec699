using System.Text;

namespace Psutil.Tool.Tests.Top;

/// <summary>
/// A small terminal that obeys what the painter writes: positions, colours, clearing; and, as some do, draws every character that is not
/// ASCII narrow or wide as it likes.
/// </summary>
internal sealed class FakeScreen(int width, int height, int widthOfOthers = 1)
{
    private readonly Rune[,] _cells = new Rune[height, width];
    private int _line;
    private int _column;

    public string Style { get; private set; } = "0";

    public void Write(string text)
    {
        for (int index = 0; index < text.Length; )
        {
            if (text[index] == '\u001b')
            {
                int end = index + 2;
                while (!char.IsAsciiLetter(text[end]))
                {
                    end++;
                }

                Obey(text[(index + 2)..end], text[end]);
                index = end + 1;
                continue;
            }

            Rune rune = Rune.GetRuneAt(text, index);
            index += rune.Utf16SequenceLength;
            Assert.False(Rune.IsControl(rune), $"U+{rune.Value:X4} reached the terminal");
            if (_column < width)
            {
                _cells[_line, _column] = rune;
            }

            _column += rune.IsAscii ? 1 : widthOfOthers;
        }
    }

    public Rune At(int column, int line) => _cells[line, column];

    public string Line(int line)
    {
        StringBuilder text = new();
        for (int column = 0; column < width; column++)
        {
            text.Append(_cells[line, column].Value == 0 ? new Rune(' ') : _cells[line, column]);
        }

        return text.ToString().TrimEnd();
    }

    private void Obey(string parameters, char command)
    {
        switch (command)
        {
            case 'H':
                string[] place = parameters.Split(';');
                (_line, _column) = (
                    int.Parse(place[0], CultureInfo.InvariantCulture) - 1,
                    int.Parse(place[1], CultureInfo.InvariantCulture) - 1
                );
                break;
            case 'J':
                Array.Clear(_cells);
                break;
            case 'm':
                Style = parameters;
                break;
            default:
                Assert.Fail($"unknown sequence {parameters}{command}");
                break;
        }
    }
}
