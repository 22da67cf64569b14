export { packRows, roundRows, turnRows } from './encode'
export { addProduct, product } from './product'
export { addToRows, byteProducts, sumByteRows, sumRows } from './rows'
export { scan } from './scan'
