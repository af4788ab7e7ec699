namespace Psutil.Recording;

/// <summary>A numbered value of a row.</summary>
/// <param name="Number">Its number within the table: never reused for something else.</param>
/// <param name="Kind">Which of the values it has.</param>
/// <param name="Bits">The integer, or the bits of the double.</param>
/// <param name="Text">The text.</param>
internal readonly record struct Field(int Number, FieldKind Kind, long Bits, string? Text);
