namespace Psutil.Tool.Top.Screen;

/// <summary>How many colours a terminal has.</summary>
internal enum ColorDepth
{
    None,
    Sixteen,
    TwoHundredFiftySix,
    True,
}
