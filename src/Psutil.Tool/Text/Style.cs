namespace Psutil.Tool.Text;

/// <summary>How a text looks, where the terminal has colours.</summary>
internal enum Style
{
    Plain,
    Bold,
    Dim,
    Good,
    Warning,
    Bad,
    Header,
}
