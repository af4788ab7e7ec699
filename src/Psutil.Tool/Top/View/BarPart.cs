using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.View;

/// <summary>A part of a <see cref="StackedBar"/>.</summary>
/// <param name="Percent">Its share of the whole.</param>
/// <param name="Look">Its colour.</param>
/// <param name="Letter">What stands for it without Unicode.</param>
/// <param name="Name">What the numbers beside the bar call it.</param>
internal readonly record struct BarPart(double Percent, Look Look, char Letter, string Name);
