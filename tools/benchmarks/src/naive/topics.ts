export const NAIVE_IN = 'naive.payments';
export const NAIVE_OUT = 'naive.paid';
