namespace Psutil.Tool.Text;

/// <summary>The style of a text, on a terminal with colours.</summary>
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
