namespace Psutil.Tool.Top.Model;

/// <summary>A line of a menu.</summary>
/// <param name="Label">Its text.</param>
/// <param name="Hint">What is beside it; empty for nothing.</param>
/// <param name="Choose">What choosing it does.</param>
/// <param name="IsChecked">Whether it is marked; null if it cannot be.</param>
internal sealed record MenuItem(
    string Label,
    string Hint,
    Func<TopState, (TopState State, TopAction? Action)> Choose,
    bool? IsChecked = null
);
